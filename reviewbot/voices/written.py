"""The table ``voices.toml``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewbot.knowledge.voices import usual_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.knowledge.voices import Point, Voice

_HEAD = """\
# Who asks for what: by check, how often people made its point, of how many chances, and some of the
# mails in which they did. A chance is a patch that they answered and on which the check finds
# something; what is long ago counts less. Written by "reviewbot learn --reviews".
"""


def written(voices: Iterable[Voice], origin: str, *, with_ids: bool = True) -> str:
    """The table as TOML."""
    voices = tuple(voices)
    parts = [f"{_HEAD}\norigin = {_text(origin)}\nusual = {usual_of(voices):.4f}\n"]
    parts += ["\n".join(_lines(voice, with_ids=with_ids)) + "\n" for voice in voices]
    return "\n".join(parts)


def _lines(voice: Voice, *, with_ids: bool) -> Iterator[str]:
    kind = "list" if voice.is_list else "person"
    yield f"[[{kind}]]"
    yield f"address = {_text(voice.address)}"
    yield f"since = {_text(voice.since)}"
    yield f"until = {_text(voice.until)}"
    yield f"\n[{kind}.points]"
    for check, point in voice.points.items():
        yield f"{_text(check)} = [{', '.join(_row(point, with_ids=with_ids))}]"


def _row(point: Point, *, with_ids: bool) -> Iterator[str]:
    yield f"{point.asked:g}"
    yield f"{point.of:g}"
    if with_ids:
        yield from map(_text, point.ids)


def _text(text: str) -> str:
    """A string of JSON in ASCII is one of TOML."""
    return json.dumps(text.encode("utf-8", "replace").decode())
