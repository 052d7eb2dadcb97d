"""Added bit that is shifted by hand where bits are set, cleared or tested.

Asks about ``x |= 1 << n`` and ``x & (1 << n)``: BIT(n), which is unsigned. Not about numbers that are
shifted to count or to compare, nor to a place that is called that of a field: there it may be a number. Of
a file that shifts variables by hand it only asks. Beside one that is sure also of bits that are written to
a register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import has_form
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.written import new_written
from reviewbot.model.budget import shared, spend
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import FileDiff, Hunk

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "bit"
WHEN = When(files=C, signs=("<<",))

_ONE = r"(?P<one>1(?:[uU]?[lL]{0,2})?)"
_BIT = r"(?P<bit>\w+(?: (?:->|\.|%) \w+)*|\( [^()]+ \))"
_SIGN = regex(r"1[uUlL]{0,3}\s*<<")
_SHIFTED = regex(
    rf"(?:\||&|\|=|&=|&= ~|& ~) (?:\( {_ONE} << {_BIT} \)|1[uU]? << (?P<plain>\w+(?: (?:->|\.) \w+)*) [;)])"
    rf"|(?<![\w)\]] )\( 1[uU]? << (?P<front>\w+(?: (?:->|\.) \w+)*) \) [&|](?= )"
)

_GIVEN = regex(r"\b\w*write\w* \( [^;{}]{0,200}?(?<=, )1[uU]? << (?P<bit>[A-Z]\w+) \)(?= ;)")

_FIELD = regex(r"(?:\w*_)?(?:SHIFT|SHFT|SFT|OFFSET|POS|LSB)")  # where it begins
_ONE_SHIFTED = regex(r"\b1[uUlL]*+ ?<<")
_OF_VARIABLE = regex(r"\b1[uUlL]*+ ?<< ?\(?[a-z]")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them, and on bits that are written beside such."""
    sure: set[FileDiff | None] = set()
    for match in new_written(context, _SHIFTED, _SIGN):
        if _is_written_so(match):
            continue
        name = next(name for name in ("bit", "plain", "front") if name in match.bound)
        if _FIELD.fullmatch(match[name]):
            continue
        is_wide = "one" in match.bound and match["one"].lower().endswith("ull")
        macro = "BIT_ULL" if is_wide else "BIT"
        remark = _remark(match, macro, match[name].strip("()"), _sure(context, match))
        if remark.confidence is Confidence.HIGH:
            sure.add(file_of(context, match))
        yield remark
    for match in new_written(context, _GIVEN, _SIGN) if sure else ():
        is_bit = not _is_written_so(match) and not _FIELD.fullmatch(match["bit"])
        if is_bit and file_of(context, match) in sure:
            yield _remark(match, "BIT", match["bit"], Confidence.HIGH)


def _remark(match: Match, macro: str, bit: str, sure: Confidence) -> Remark:
    facts = {"instead": f"{macro}({bit})"}
    return Remark(match.line.body_line, facts, sure, recommends=(macro,))


def _sure(context: DiffContext, match: Match) -> Confidence:
    is_way = has_form(context, match.line, _OF_VARIABLE)
    return Confidence.MODERATE if is_way else Confidence.HIGH


def _is_written_so(match: Match) -> bool:
    """Whether the lines around are, or those it stands for; or it counts on the width of an int."""
    return ">> 5" in match.source or _shifts(match.fragment.hunk)


@shared(maxsize=1024, of_mail=True)
def _shifts(hunk: Hunk) -> bool:
    spend(len(hunk.lines))
    old = (line.text for line in hunk.lines if line.kind is not ADDED)
    return any(_ONE_SHIFTED.search(text) for text in old)
