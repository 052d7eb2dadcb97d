"""The devices a function has a variable for, and where it spells one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations, mentions
from reviewbot.context.c.hunk.tokens import A_NAME, readable
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.model.fix import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.declared import Declared
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.fix import Fix

_DEVICE = "struct device *"
_MEMBER = ["->", "dev"]
_DEEPER = (".", "->", "[")


@frozen(eq=False)
class NamedDevice:
    """``struct device *dev = &client->dev;``, which holds that all through the function."""

    declared: Declared

    @property
    def value(self) -> str:
        """What it stands for, as one writes it."""
        return readable(self.declared.value)


def devices(function: Function) -> Sequence[NamedDevice]:
    """The variables for a device that the function declares and never changes."""
    return [
        NamedDevice(each)
        for same in declarations(function).values()
        for each in same
        if each.type == _DEVICE
        and len(same) == 1
        and _is_member(each.value)
        and _is_outermost(function, each.at)
        and not _is_set(function, each.name.text, each.stop)
        and not _is_set(function, each.value[1].text, each.stop)
    ]


def spelled_out(function: Function, device: NamedDevice) -> Iterator[Token]:
    """Where the function writes behind the declaration what the variable stands for."""
    wanted = [token.text for token in device.declared.value]
    body = function.body
    for at in mentions(wanted[1], function):
        spend(len(wanted))
        start = at - 1
        texts = [token.text for token in body[start : start + len(wanted) + 1]]
        if start > device.declared.stop and texts[:-1] == wanted and texts[-1] not in _DEEPER:
            yield body[at]


def named_instead(part: Fragment, token: Token, value: str, name: str) -> Fix:
    """The variable instead; ``token`` is the second of what it stands for."""
    line, start = token.line, part.column(token) - 1
    is_there = line.text.startswith(value, max(start, 0))
    return (
        (Edit(line.body_line, start, line.body_line, start + len(value), name),) if is_there else ()
    )


def unnamed(function: Function) -> Mapping[str, Sequence[Token]]:
    """The devices ``&client->dev`` of its variables, with where they stand, if it names none."""
    if any(each.type == _DEVICE for same in declarations(function).values() for each in same):
        return {}
    found: dict[str, list[Token]] = {}
    for name, same in declarations(function).items():
        for at in mentions(name, function) if len(same) == 1 else ():
            texts = [token.text for token in function.body[at - 1 : at + 4]]
            if at and texts[0] == "&" and texts[2:4] == _MEMBER and texts[4] not in _DEEPER:
                found.setdefault(f"&{name}->dev", []).append(function.body[at])
    return found


def _is_member(value: Sequence[Token]) -> bool:
    """Whether this is ``&name->dev``, or with more members between."""
    texts = [token.text for token in value]
    is_path = all(token.kind is A_NAME or token.text in ("->", ".") for token in value[1:])
    return texts[:1] == ["&"] and texts[-2:] == _MEMBER and is_path


def _is_outermost(function: Function, at: int) -> bool:
    """Whether a token stands in the block of the function itself."""
    spend(at)
    texts = [token.text for token in function.body[:at]]
    return texts.count("{") == texts.count("}")


def _is_set(function: Function, name: str, behind: int) -> bool:
    """Whether a variable is assigned behind a place."""
    later = (at for at in mentions(name, function) if at >= behind)
    return any(function.body[at + 1].text == "=" for at in later if at + 1 < len(function.body))
