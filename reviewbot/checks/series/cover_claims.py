"""A cover letter whose shortlog lists other patches than the series has.

Reports titles of a whole shortlog that no patch of the series has, nor anything like them, where
all patches are here. Only reported where they are as many as it lists and one that is not listed
shares the beginning of a word: that is likely the same patch under another title.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.thread.shortlog import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
FINAL_ONLY = True
_REWORDED = 0.6  # likeness (difflib) of two titles of one patch
_STEM = 3  # letters two words begin with, to be of one thing: count, counting
_SAY_NOTHING = frozenset(("and", "for", "int", "not", "the", "thi", "use", "wit"))  # stems
_MANY = 500  # titles; each is compared with each of the patches
_BRACKETS = re.compile(r"(?:\[[^\[\]]*\]\s*)+")
_PREFIX = re.compile(
    r"(?<![^\s:])(?:[^\s:]++(?: [^\s:]++)?: *+)++(?:\([^()\s]+\) )?"
)  # "hwmon: (frob) "
_WORD = re.compile(r"\w{2,}")
_NUMBER = re.compile(r"-\d+-[\w.]+$|-\d+$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first title nothing is like."""
    series = context.series
    if not context.is_cover or series.missing or series.rivals:
        return
    if len(series.patches) != series.expected:
        return
    lines = context.message.lines
    listed = {_plain(entry.title): entry for entry in entries(lines, series.expected)}
    posted = {_plain(patch.subject.title) for patch in series.patches}
    if len(listed) > _MANY:
        return
    free = posted - listed.keys()
    if _has_another_posting(series, context.patch):
        return
    lost = [
        entry for plain, entry in listed.items() if plain not in posted and not _like(plain, free)
    ]
    if lost:
        titles = tuple(f'"{entry.title}"' for entry in lost)
        unlisted = [other for other in free if not any(_like(title, {other}) for title in listed)]
        retitled = len(listed) <= len(posted) and any(
            _stems(entry.title) & _stems(other) for entry in lost for other in unlisted
        )
        yield Remark(
            lost[0].line, {"titles": titles}, Confidence.LOW if retitled else Confidence.HIGH
        )


def _has_another_posting(series: Series, cover: Patch) -> bool:
    """Whether some patches went out apart from the cover and others, as Message-IDs are numbered."""
    alone = sum(_stem(one) != _stem(cover) for one in series.patches)
    return 0 < alone < len(series.patches)


def _stem(mail: Patch) -> str:
    """A Message-ID without the number of the mail, as git-send-email(1) and b4 put it in."""
    return _NUMBER.sub("", mail.message.message_id.partition("@")[0])


def _plain(title: str) -> str:
    """A title without brackets in front, to compare."""
    return " ".join(_BRACKETS.sub("", title, count=1).split()).lower()


def _like(title: str, others: set[str]) -> bool:
    """Whether one of them is the title reworded, or has all its words."""
    words, bare = _words(title), _bare(title)
    return any(
        SequenceMatcher(None, bare, _bare(other)).ratio() >= _REWORDED
        or (words and words <= _words(other))
        or (_words(other) and _words(other) <= words)
        for other in others
    )


def _stems(title: str) -> frozenset[str]:
    """How its words begin, the prefix of the subsystem included; short words tell nothing."""
    words = (word for word in _WORD.findall(title.lower()) if len(word) >= _STEM)
    return frozenset(word[:_STEM] for word in words) - _SAY_NOTHING


def _bare(title: str) -> str:
    """A title without the prefix of its subsystem."""
    return _PREFIX.sub("", title, count=1) or title


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_bare(title)))
