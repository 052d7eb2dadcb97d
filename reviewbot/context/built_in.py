"""The objects that a series adds and that no module is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.makefile import is_makefile
from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff
    from reviewbot.model.series import Series

_RULE = regex(r"obj-(?:y|\$\(CONFIG_(\w+)\))[ \t]*\+?:?=([^\n]*)")
_OBJECT = ".o"
_BOOL = regex(r"(?:\A|\n)config (\w+)\n[ \t]+bool\b")


@once_for_each
def built_in(series: Series) -> frozenset[str]:
    """Those of no option, or of one that is bool, where the series adds both, without their suffix."""
    files = [file for patch in series.patches for file in patch.files]
    kconfigs = [_added(file) for file in files if "Kconfig" in file.path]
    bools = frozenset(name for text in kconfigs for name in _BOOL.findall(text))
    return frozenset(_objects(files, bools))


def _objects(files: list[FileDiff], options: frozenset[str]) -> Iterator[str]:
    for file in files:
        text = _added(file).replace("\\\n", " ") if is_makefile(file.path) else ""
        for option, objects in _RULE.findall(text):
            if not option or option in options:
                words = objects.split()
                yield from (word[: -len(_OBJECT)] for word in words if word.endswith(_OBJECT))


def _added(file: FileDiff) -> str:
    return "\n".join(line.text for line in file.added())
