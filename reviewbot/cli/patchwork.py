"""``reviewbot patchwork``: post checks to a patchwork server."""

from __future__ import annotations

import sys

from reviewbot.cli.say import say
from reviewbot.errors import SourceError, UsageError
from reviewbot.frozen import replace
from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse

    from reviewbot.patchwork.wanted import Check, Wanted

_KEY = "reviewbot.patchwork"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot patchwork``."""
    patchwork = commands.add_parser(
        "patchwork",
        help="post checks to a patchwork server",
        description="Post the checks that 'reviewbot thread --format patchwork' wrote. A line on"
        " stdout for each that is posted; what is there already is not posted again.",
        epilog="exit codes: 0 posted; 2 usage, or the server refuses; 3 a patch is not there, or the"
        " server cannot be asked (the other patches are still served)",
    )
    add = patchwork.add_argument
    add("source", metavar="FILE", nargs="?", default="-", help="default: - (stdin)")
    add("--url", help=f"of the server (default: {_KEY}.url in git's configuration)")
    add("--project", metavar="NAME", help=f"its short name there (default: {_KEY}.project)")
    add("--target-url", metavar="URL", help="what the checks link to; %%s is the message-id")
    add("--dry-run", action="store_true", help="only tell what would be posted")
    patchwork.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Post what the patches lack; the exit code."""
    from reviewbot.cli.settings import load
    from reviewbot.patchwork.post import post
    from reviewbot.patchwork.server import Server
    from reviewbot.secret import secret

    settings = load().patchwork
    url = options.url or settings.url
    if not url:
        raise UsageError(f"give --url, or set {_KEY}.url in git's configuration")
    patches = [_with_target(each, options.target_url) for each in _read(options.source)]
    if not (options.dry_run or settings.token_command):
        raise UsageError(f"set {_KEY}.tokenCommand in git's configuration: it prints your token")
    server = Server(url)  # before somebody types a passphrase
    if not options.dry_run:
        server = Server(url, secret(settings.token_command, "token"))
    project = options.project or settings.project

    def tell(sentence: str) -> None:
        show(f"{sentence}\n")

    trouble = post(server, patches, project, tell, dry=options.dry_run)
    for sentence in trouble:
        say(f"reviewbot: {sentence}")
    return SourceError.exit_code if trouble else 0


def _read(source: str) -> tuple[Wanted, ...]:
    from reviewbot.patchwork.wanted import read

    if source != "-":
        try:
            with open(source, "rb") as file:  # noqa: PTH123  a name as it was typed
                return read(file, source)
        except OSError as error:
            raise SourceError(f"{source} cannot be read: {error.strerror}") from error
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("pipe in what 'reviewbot thread --format patchwork' writes")
    return read(sys.stdin.buffer, "standard input")


def _with_target(patch: Wanted, target: str | None) -> Wanted:
    """The patch with each check leading somewhere; raises UsageError for a URL that cannot be one."""
    if not target:
        return patch
    from urllib.parse import quote

    from reviewbot.patchwork.wanted import LONGEST_URL

    url = target.replace("%s", quote(patch.message_id, safe="@"))
    if not url.startswith(("https://", "http://")) or len(url) > LONGEST_URL:
        raise UsageError(f"--target-url: {url} is no URL of up to {LONGEST_URL} characters")

    def leading(check: Check) -> Check:
        return replace(check, target_url=url)

    return replace(patch, checks=tuple(map(leading, patch.checks)))
