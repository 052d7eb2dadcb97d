"""``reviewbot feedback``: say of a finding that it is wrong or right."""

from __future__ import annotations

from reviewbot.cli.say import say
from reviewbot.errors import UsageError
from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterable, Mapping

    from reviewbot.feedback import Said, Shown
    from reviewbot.model.finding import Finding

_VERDICTS = ("wrong", "right")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot feedback``."""
    feedback = commands.add_parser(
        "feedback",
        help="say of a finding that it is wrong or right",
        description="Say of a finding that it is wrong or right. 'reviewbot checks' counts that.",
    )
    arg = feedback.add_argument
    arg("id", metavar="ID", nargs="?", help="of the finding, as 'reviewbot thread' shows it")
    arg("verdict", nargs="?", choices=_VERDICTS, metavar="wrong|right")
    arg("why", metavar="WHY", nargs="*", help="in your words")
    arg("--list", action="store_true", help="show all that was said")
    feedback.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Record what is said, or show what was."""
    from reviewbot import config
    from reviewbot.cli.suppressed import today
    from reviewbot.feedback import Verdict, all_said, tell

    file = config.feedback()
    if options.list:
        if options.id:
            raise UsageError("--list takes no ID")
        show("".join(map(_entry, all_said(file))))
        return 0
    if not options.id or not options.verdict:
        raise UsageError("say which finding is wrong or right: reviewbot feedback ID wrong 'why'")
    words = (options.id.lower(), Verdict(options.verdict), " ".join(options.why))
    said = tell(file, words, today())
    show(f"{said.verdict.value}: {said.shown.check} at {_place(said.shown)}\n")
    return 0


def remember(findings: Iterable[Finding], *, drafted: bool) -> None:
    """Keep what is shown, to be named later, and what is ``drafted``, not to be drafted again.

    Where that cannot be it is said, and all goes on.
    """
    findings = tuple(findings)
    if not findings:
        return
    from reviewbot import config
    from reviewbot.cli.suppressed import today
    from reviewbot.feedback import remember

    try:
        remember(config.feedback(), findings, today(), drafted=drafted)
    except UsageError as error:
        say(str(error))


def recall(ids: Iterable[str]) -> Mapping[str, Collection[str]]:
    """What was drafted on the mails of these ids; where that cannot be read, nothing was."""
    from reviewbot import config
    from reviewbot.feedback import drafted_on

    try:
        return drafted_on(config.feedback(), ids)
    except UsageError as error:
        say(str(error))
        return {}


def dropped(ids: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """What was dropped of the mails of these ids; where that cannot be read, nothing was."""
    from reviewbot import config
    from reviewbot.feedback import dropped_on

    try:
        return dropped_on(config.feedback(), ids)
    except UsageError:  # said where findings are remembered
        return {}


def tallies() -> Mapping[str, str]:
    """What was said by check; where that cannot be read it is said, and nothing was."""
    from reviewbot import config
    from reviewbot.feedback import all_said, tallies

    try:
        return tallies(all_said(config.feedback()))
    except UsageError as error:
        say(str(error))
        return {}


def _entry(said: Said) -> str:
    shown = said.shown
    lines = [f"{said.day}  {said.verdict.value}  {shown.id}  {shown.check}  {_place(shown)}"]
    lines += [f"    {text}" for text in (shown.quote, said.why) if text]
    return "".join(f"{line}\n" for line in lines)


def _place(shown: Shown) -> str:
    if shown.path is None:
        return f"<{shown.message_id}>"
    return shown.path + (f":{shown.line}" if shown.line else "")
