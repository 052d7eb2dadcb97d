"""Where the drafts go that a person has chosen, and the command that goes on with them."""

from __future__ import annotations

from pathlib import Path

from reviewbot.errors import UsageError
from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from reviewbot.cli.terminal import Terminal
    from reviewbot.config import Config
    from reviewbot.model.draft import Draft


def given(drafts: Sequence[Draft], options: argparse.Namespace, settings: Config) -> list[str]:
    """Put the drafts where the command line says; the lines that tell."""
    told = []
    if options.output:
        told += _with_command(drafts, Path(options.output), settings, maildir=options.maildir)
    if options.imap:
        told += _appended(drafts, settings)
    return told


def asked(drafts: Sequence[Draft], terminal: Terminal, settings: Config) -> list[str] | None:
    """Put them where the user says; the lines that tell, none for nowhere; ``None`` to go back."""
    imap = "(i)map, " if _has_imap() else ""
    question = f"Write them: (m)aildir, (e)ml files, {imap}(p)rint, (n)othing, (b)ack? "
    while True:
        line = terminal.ask(question)
        answer = "n" if line is None else line[:1].lower()
        try:
            match answer:
                case "n":
                    terminal.say("Not written; your answers are kept.\n")
                    return []
                case "b":
                    return None
                case "p":
                    _print(drafts)
                    return ["Printed, and nothing else."]
                case "i" if imap:
                    return _appended(drafts, settings)
                case "m" | "e":
                    is_maildir = answer == "m"
                    folder = _maildir(terminal) if is_maildir else _folder(terminal, "Folder")
                    if folder:
                        return _with_command(drafts, folder, settings, maildir=is_maildir)
                case _:
                    terminal.say("One of the letters, please.\n")
        except UsageError as error:
            terminal.say(f"{error}\n")


def _maildir(terminal: Terminal) -> Path | None:
    """The maildir the user names, or that of their ``watch``."""
    from reviewbot.cli.watch import SETTINGS
    from reviewbot.paths import in_config
    from reviewbot.watch.settings import read_settings

    try:
        watched = read_settings(in_config(SETTINGS))
    except UsageError:  # they have none
        return _folder(terminal, "Maildir")
    return _folder(terminal, "Maildir", watched.drafts if watched.box == "maildir" else None)


def _folder(terminal: Terminal, what: str, usual: Path | None = None) -> Path | None:
    from reviewbot.paths import located

    answer = terminal.ask(f"{what} [{usual}]: " if usual else f"{what}: ")
    try:
        return located(answer) if answer else usual if answer is not None else None
    except ValueError as error:
        raise UsageError(str(error)) from error


def written(
    drafts: Sequence[Draft], folder: Path, settings: Config, *, maildir: bool
) -> tuple[tuple[Path, ...], list[str]]:
    """Write the drafts; where they are, and a line that tells for each; raises UsageError."""
    from reviewbot.outbox import write_drafts

    paths = write_drafts(drafts, folder, maildir=maildir, me=settings.me)
    told = [f"wrote {path}: {one.subject}" for path, one in zip(paths, drafts, strict=True)]
    return paths, told


def _with_command(
    drafts: Sequence[Draft], folder: Path, settings: Config, *, maildir: bool
) -> list[str]:
    from reviewbot.cli.mailers import for_files, for_maildir

    paths, told = written(drafts, folder, settings, maildir=maildir)
    command = for_maildir(folder) if maildir else for_files(paths)
    return [*told, "To go on:", f"  {command}"]


def _appended(drafts: Sequence[Draft], settings: Config) -> list[str]:
    from reviewbot.cli import by_imap

    return [f"{by_imap.append(drafts, settings.me)} drafts appended; your mailer has them there"]


def _print(drafts: Sequence[Draft]) -> None:
    from reviewbot.outbox import to_bytes
    from reviewbot.thread.clean import visible

    for draft in drafts:
        lines = to_bytes(draft, None).decode("utf-8", "replace").split("\n")
        show("\n" + "\n".join(map(visible, lines)))


def _has_imap() -> bool:
    from reviewbot.cli.watch import SETTINGS
    from reviewbot.paths import in_config
    from reviewbot.watch.settings import read_account

    try:
        read_account(in_config(SETTINGS))
    except UsageError:
        return False
    return True
