"""Where the program starts: it can be interrupted from its first moment on."""

import sys


def start() -> int:
    """Run the command line; the exit code, 130 where it was interrupted."""
    try:
        from reviewbot import streams  # noqa: PLC0415  an interruption while it is imported counts

        streams.prepare()
        from reviewbot.cli import main  # noqa: PLC0415  as above

        try:
            return main()
        finally:
            streams.settle()
    except KeyboardInterrupt:
        sys.stderr.write("reviewbot: interrupted\n")
        return 130


if __name__ == "__main__":
    sys.exit(start())
