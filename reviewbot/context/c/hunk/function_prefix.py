"""The prefix that the functions of a new driver have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.fragment import fragment

if TYPE_CHECKING:
    from reviewbot.model.patch import Hunk

_FEW = 4  # functions that show no prefix
_SHARE = 0.6
ALIKE = 3  # letters in common are enough: one driver serves several chips


def prefix_of_functions(hunk: Hunk, path: str) -> str:
    """The first word of the names of most functions, if the file is called so, too."""
    names = [name for each in fragment(hunk).functions if (name := name_of(each))]
    words = Counter(name.lstrip("_").split("_")[0] for name in names)
    word, often = words.most_common(1)[0] if words else ("", 0)
    folder, _, name = path.lower().rpartition("/")
    is_name = len(word) >= ALIKE and word in name and word not in folder.split("/")
    return word if is_name and len(names) >= _FEW and often >= _SHARE * len(names) else ""
