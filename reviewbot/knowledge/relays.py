"""Which addresses are not those of a person, and what relays and archives make of one."""

from __future__ import annotations

import re
from functools import cache

from reviewbot.expressions import compiled
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

_LONGEST = 320  # characters of an address: 64 + 1 + 255 (RFC 3696, section 3)
_LONGEST_NAME = 1_000
_SHOWN = regex(r"[\w.+=-]{1,64}(?P<at>@)[\w-]+(?:\.[\w-]+)+")


def is_relay(email: str) -> bool:
    """Whether mail from this address is somebody else's, and mail to it reaches nobody."""
    return any(one.fullmatch(email[:_LONGEST]) for one in _patterns("relay", "address"))


def is_list(email: str) -> bool:
    """Whether the host of an address has lists and nothing else."""
    host = email[:_LONGEST].rpartition("@")[2]
    return any(one.fullmatch(host) for one in _patterns("list", "host"))


def stands_for(relay: str, email: str) -> bool:
    """Whether the address of a relay spells that of a person."""
    return any(
        (known.get("dotted") or "").lower() == email.lower().replace("@", ".")
        for known in _groups(relay)
    )


def decoded(relay: str) -> str:
    """The address that the one of a relay spells without doubt; empty where none does."""
    for known in _groups(relay):
        if known.get("user") and known.get("host"):
            return f"{known['user']}@{known['host']}"
    return ""


def label(name: str) -> tuple[str, str]:
    """A name without what a relay added to it, and the relay it names; as it is without one."""
    name = name[:_LONGEST_NAME]
    for one in _patterns("label", "text"):
        if found := one.search(name):
            return name[: found.start()].strip().strip("'\"").strip(), found["through"].strip()
    return name, ""


def unhidden(value: str) -> str:
    """A header with the @ an archive has hidden; as it is where it has one."""
    if "@" in value:
        return value
    for one in _patterns("hidden", "text"):
        found = re.sub(rf"(?<=[\w+-])(?:{one.pattern})(?=[\w-]+\.\w)", "@", value)
        if _SHOWN.search(found):
            return found
    return value


def _groups(relay: str) -> list[dict[str, str | None]]:
    found = (one.fullmatch(relay[:_LONGEST]) for one in _patterns("relay", "address"))
    return [match.groupdict() for match in found if match]


@cache
def _patterns(kind: str, field: str) -> tuple[re.Pattern[str], ...]:
    flags = 0 if kind == "label" else re.IGNORECASE  # "Ada Via" is a name
    return tuple(compiled(one[field], flags) for one in table("relays")[kind])
