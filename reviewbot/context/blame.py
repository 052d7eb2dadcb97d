"""The sentence of a log that blames a commit: for a bug, or for what it forgot or left."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.paragraphs import paragraphs
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch

_TITLE = r'(?: \(?"[^"]{0,200}(?:"[^"]{0,99}"[^"]{0,99})?"\)?)?'
_NAMED = regex(r'[0-9a-f]{7,40}>?,? \("(.+?)"\)')
_DIGITS = 12  # of an id in a Fixes: line
_COMMIT = rf'(?:the )?commits?:? [<"]?([0-9a-f]{{7,40}})\b[>"]?,?{_TITLE},?'
_HARM = r"(?:regression|bug|issue|problem|breakage|leak|crash|deadlock|race|failure)"
_HOW = r"(?:has |have |accidentally |inadvertently |unintentionally |unfortunately |also |then )"
_FIXES = regex(r"\W*(?:\w+ )?fix(?:es)? ", re.IGNORECASE)

_COPY = regex(r"\b(?:back-?port(?:ing)?|cherry[- ]?pick(?:ing)?|copy|merge) of\Z", re.IGNORECASE)

FOR_BUG = regex(
    rf"(?:^|[.:;,] |\b(?:this|which|patch|change|it|also|to|and) )fix(?:es)? {_COMMIT}"
    rf"|\b{_HARM}s? (?:that |which )?(?:was |were |is |has been |got )?(?:first )?"
    rf"(?:introduced|caused|created|added) (?:by|in|with|since) {_COMMIT}"
    rf"|\b{_COMMIT} {_HOW}{{0,2}}(?:broke\b|breaks\b|introduced? (?:a|an|this|the) (?:\w+ )?{_HARM}\b)"
    rf"|\b(?:was|is|are|were|been|got) (?:broken|regressed) (?:by|in|since|with) {_COMMIT}",
    re.IGNORECASE,
)
FOR_FORGETTING = regex(
    rf"\b{_COMMIT} [^.]{{0,120}}?\bbut (?:it |they |\w+ly )?(?:missed|misses|forgot|forgets?) to\b"
    rf"|\b{_COMMIT} (?:\w+ly )?(?:missed|forgot) to\b",
    re.IGNORECASE,
)
FOR_LEAVING = regex(
    rf"\b{_COMMIT} [^.]{{0,120}}?\bbut (?:it |they |\w+ly )?(?:left|missed|misses|forgot|forgets?)\b"
    rf"|\b{_COMMIT} (?:\w+ly )?(?:left|missed|forgot)\b",
    re.IGNORECASE,
)


class Blame(NamedTuple):
    """The commit that is blamed in the sentence that ends in body line ``at``.

    ``title`` is empty where none is quoted, or the id is too short for a Fixes: line. ``fixes``:
    the patch says that it fixes the commit.
    """

    at: int
    id: str
    title: str
    fixes: bool


def blames(mail: Patch, what_for: re.Pattern[str]) -> Iterator[Blame]:
    """What the log says against commits, paragraph by paragraph."""
    for paragraph in paragraphs(mail.message, mail.body.log):
        texts = [mail.message.line(at).strip() for at in paragraph]
        if not any("commit" in text.lower() for text in texts):
            continue
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        text = " ".join(texts)
        for match in what_for.finditer(text):
            if _COPY.search(text[: match.start()].rstrip()):
                continue  # it is the copy that is to blame
            line = bisect_right(starts, match.end() - 1) - 1
            yield _blame(paragraph[line], match)


def _blame(at: int, match: re.Match[str]) -> Blame:
    id_ = next(filter(None, match.groups()))
    named = _NAMED.search(match[0]) if len(id_) >= _DIGITS else None
    title = named[1] if named else ""
    return Blame(at, id_[:_DIGITS], title, fixes=bool(_FIXES.match(match[0])))
