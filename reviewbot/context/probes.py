"""Whether code is of a function that runs only while a device is bound to its driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.probing import is_named_so, probes, probing
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.probe_helpers import is_ignored, new_helpers
from reviewbot.context.whole import whole, whole_around
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext

_BINDS = regex(table("banners")["binds"]["regex"])


def is_probing(context: DiffContext, match: Match) -> bool:
    """Whether the function around a match is one.

    Where the file is not known: by its name, or as a new one that only such functions call.
    """
    name = name_of(match.function) if match.function else ""
    file, source = file_of(context, match), whole_around(context, match)
    is_known = is_named_so(name) or (source is not None and name in probing(source))
    return is_known or (file is not None and name in new_helpers(file))


def is_for_nobody(context: DiffContext, match: Match) -> bool:
    """Whether the code that the function around a match gives is made nothing of, so that nothing is deferred."""
    file = file_of(context, match)
    name = name_of(match.function) if match.function else ""
    return file is not None and is_ignored(file, name)


def is_called_probe(context: DiffContext, match: Match) -> bool:
    """Whether it is a probe function by its name or its table, and no helper of one."""
    name = name_of(match.function) if match.function else ""
    return is_named_so(name) or is_probe(context, match) is True


def is_probe(context: DiffContext, match: Match) -> bool | None:
    """Whether the function around a match is the probe of a driver itself.

    ``None`` where only its name says so, as the file is not known.
    """
    name = name_of(match.function) if match.function else ""
    source = whole_around(context, match)
    if source is None:
        return None if is_named_so(name) else False
    return name in probes(source)


def binds(context: DiffContext, match: Match) -> bool | None:
    """Whether the file a match stands in has a driver; ``None`` where it is not known, and none in sight."""
    file = file_of(context, match)
    if file is None:
        return None
    source = whole(context, file)
    if source is None:
        return (
            True if any(_BINDS.search(at.text) for hunk in file.hunks for at in hunk.post) else None
        )
    return _has_driver(source)


@shared(maxsize=32)
def _has_driver(source: bytes) -> bool:
    return _BINDS.search(source.decode("utf-8", "replace")) is not None


def is_managing(match: Match) -> bool:
    """Whether the function around a match asks for what is freed when the device goes.

    That is done where the device is bound, be the caller in sight or not.
    """
    return match.function is not None and _manages(match.function)


@shared(maxsize=1024, of_mail=True)
def _manages(function: Function) -> bool:
    spend(len(function.body))
    return any(_is_managed(token.text) for token in function.body)


def _is_managed(name: str) -> bool:
    return name.startswith("devm_") and not name.endswith(("free", "release"))
