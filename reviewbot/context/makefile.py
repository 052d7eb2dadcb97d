"""The lines of Makefiles that say what is built for an option."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine
    from reviewbot.model.series import Series

_RULE = regex(r"obj-\$\(CONFIG_(\w+)\)[ \t]*\+?:?=[ \t]*([\w.-]+)\.o[ \t]*$")


class Rule(NamedTuple):
    """``obj-$(CONFIG_OPTION) += object.o``, with nothing else on the line."""

    option: str
    name: str
    line: DiffLine


def is_makefile(path: str) -> bool:
    """Whether it is one, by its name."""
    return path.rpartition("/")[2] in ("Makefile", "Kbuild")


def rules(lines: Sequence[DiffLine]) -> Iterator[list[Rule]]:
    """The rules, block by block."""
    block: list[Rule] = []
    for line in lines:
        if found := _RULE.match(line.text):
            block.append(Rule(found[1], found[2], line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def built(series: Series) -> Iterator[Rule]:
    """What the patches of a series add of them."""
    for patch in series.patches:
        for file in patch.files:
            if is_makefile(file.path):
                yield from (rule for block in rules([*file.added()]) for rule in block)
