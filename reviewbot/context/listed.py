"""What the documents of a series name, as an index does."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.model.series import Series

_DOCUMENT = regex(r"(?<![\w-])\w[\w-]*+(?=\.rst\b)")


@once_for_each
def listed(series: Series) -> Mapping[str, set[str]]:
    """The documents of a series that have a word on an added line, which may be the name of one."""
    found: dict[str, set[str]] = defaultdict(set)
    for patch in series.patches:
        for file in patch.files:
            for line in file.added() if file.path.endswith((".rst", ".txt")) else ():
                words = {PurePosixPath(part).name for part in line.text.split()}
                for word in words.union(_DOCUMENT.findall(line.text)):
                    found[word].add(file.path)
    return found
