"""The command line: a file for each command, which imports what it needs only when it is run."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from reviewbot import __version__
from reviewbot.alike import did_you_mean
from reviewbot.cli.exits import EXITS, FAILED
from reviewbot.cli.say import say
from reviewbot.errors import ReviewbotError, StoppedError, UsageError
from reviewbot.streams import LeftError, showing

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_COMMANDS = (
    *("thread", "range", "watch", "scan", "backtest", "patchwork"),
    *("checks", "explain", "feedback", "learn", "voice", "index", "new-check"),
    *("b4-check", "b4-agent", "doctor", "completion"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    try:
        with showing():  # --help
            given = (sys.argv[1:] if arguments is None else arguments) or ("--help",)
            options = _known(parser(*given[:1]), given[0]).parse_args(given)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except ReviewbotError as error:
        say(f"reviewbot: {error}")
        return error.exit_code
    except StoppedError as error:
        say(f"reviewbot: {error}")
        return 128 + error.signal
    except LeftError:
        return 0
    except KeyboardInterrupt:
        say("reviewbot: interrupted")
        return 130
    except Exception as error:
        if os.environ.get("REVIEWBOT_DEBUG"):
            raise
        return _unforeseen(error)


def _known(whole: argparse.ArgumentParser, command: str) -> argparse.ArgumentParser:
    """The command line; raises UsageError for a command that there is not."""
    if not command.startswith("-") and command not in _COMMANDS:
        meant = did_you_mean(command, _COMMANDS)
        raise UsageError(f"{command} is no command{meant or '; see reviewbot --help'}")
    return whole


def _unforeseen(error: Exception) -> int:
    """Say what nobody thought of; the exit code."""
    if isinstance(error, OSError) and error.strerror:  # a path that was given, or the machine
        where = f"{error.filename}: " if error.filename else ""
        say(f"reviewbot: {where}{error.strerror}")
        return UsageError.exit_code
    if isinstance(error, ImportError):  # of what nothing can be done without
        say(f"reviewbot: this installation is broken: {error}")
        return UsageError.exit_code
    kind = type(error).__name__
    say(f"reviewbot: a bug of reviewbot's: {kind}: {error} (REVIEWBOT_DEBUG=1 shows where)")
    return FAILED


def parser(name: str = "") -> argparse.ArgumentParser:
    """The command line with the command of a name; whole, where there is none of that name."""
    whole = argparse.ArgumentParser(
        prog="reviewbot",
        description="Draft quoted review replies to a patch thread. Never sends mail.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"reviewbot {__version__}")
    commands = whole.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog=whole.prog
    )
    for command in (name,) if name in _COMMANDS else _COMMANDS:
        import_module(f"reviewbot.cli.{command.replace('-', '_')}").add(commands)
    return whole
