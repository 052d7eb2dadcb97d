"""What ends a run early: one sentence for the user and the exit code documented in the README."""

from __future__ import annotations


class ReviewbotError(Exception):
    """A run that cannot go on; ``str()`` of it is the one sentence shown on stderr."""

    exit_code = 1


class UsageError(ReviewbotError):
    """The command line or the configuration cannot be used."""

    exit_code = 2


class SourceError(ReviewbotError):
    """The source was not found or cannot be read."""

    exit_code = 3


class UnknownMessageError(SourceError):
    """The server answers and has no such message."""


class NoPatchError(ReviewbotError):
    """The source was read, and there is no patch in it."""

    exit_code = 4


class StoppedError(BaseException):
    """The user asked to stop, by a signal. Nothing in between may keep it as an ``Exception``."""

    def __init__(self, number: int) -> None:
        super().__init__("stopped")
        self.signal = number
