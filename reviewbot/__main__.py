"""Where the program starts: it can be interrupted from its first moment on."""

import sys


def start() -> int:
    """Run the command line; the exit code, 130 where it was interrupted."""
    try:
        from reviewbot import collector, streams  # noqa: PLC0415  an interruption while one is imported counts

        collector.collect_seldom()
        streams.prepare()
        from reviewbot.cli import main  # noqa: PLC0415  as above

        try:
            return main()
        finally:
            streams.settle()
            if expressions := sys.modules.get("reviewbot.expressions"):
                expressions.keep_new()
            collector.leave_all()
    except KeyboardInterrupt:
        sys.stderr.write("reviewbot: interrupted\n")
        return 130


if __name__ == "__main__":
    sys.exit(start())
