"""``reviewbot voice``: who asks for what."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse

    from reviewbot.knowledge.voices import Voice, Voices


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot voice``."""
    voice = commands.add_parser(
        "voice",
        help="show who asks for what",
        description="Show what a person or a list asked for, of how many chances, and what follows.",
    )
    add = voice.add_argument
    who = "address of a person or a list (default: you; where you are not known, all there are)"
    add("address", metavar="ADDRESS", nargs="?", default="", help=who)
    add("--voice", metavar="FILE", help="table of who asks for what (default: reviewbot.voices)")
    add("--format", choices=("text", "json"), default="text", help="how to report on stdout")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: on a tty")
    add("--no-pager", action="store_true", help="do not page what is longer than the screen")
    voice.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Show one voice, or a line for each."""
    from reviewbot.cli.color import show_report
    from reviewbot.cli.settings import load
    from reviewbot.heard import heard
    from reviewbot.report import json, voice
    from reviewbot.streams import show

    settings = load()
    voices = heard(options.voice or settings.voice, settings.mine)
    found = _chosen(voices, options.address.lower())
    if options.format == "json":
        show(
            json.dumps(
                {"origin": voices.origin, "voices": [voice.document(one, voices) for one in found]}
            )
        )
    elif len(found) == 1:
        show_report(voice.pieces(found[0], voices), options)
    else:
        show_report(voice.overview(found, voices), options)
    return 0


def _chosen(voices: Voices, address: str) -> list[Voice]:
    """The one asked for, else the user's own, else all; raises UsageError where it is not known."""
    from reviewbot.alike import did_you_mean
    from reviewbot.errors import UsageError
    from reviewbot.thread.clean import header_text

    known = voices.by_address
    if not known:
        raise UsageError("no voice is heard: --voice or reviewbot.voices is none")
    if not address:
        return [known[each] for each in sorted(voices.me) if each in known] or [*known.values()]
    if address not in known:
        meant = did_you_mean(address, known) or "; `reviewbot learn --reviews` learns it"
        raise UsageError(f"nothing is known of {header_text(address)}{meant}")
    return [known[address]]
