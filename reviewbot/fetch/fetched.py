"""What was read of a source."""

from __future__ import annotations

from reviewbot.frozen import frozen


@frozen
class Fetched:
    """The raw messages of a source.

    Attributes:
        raws: RFC 5322 messages as bytes, in the order of the source, without mbox escaping.
        message_id: The one asked for, without ``<>``; ``None`` if it was a file or a pipe.
        name: What the user calls the source.
        is_listed: Whether the server has the message asked for. One that it does not have may be
            private: no server is asked for its title or for its author.
    """

    raws: tuple[bytes, ...]
    message_id: str | None
    name: str
    is_listed: bool = True
