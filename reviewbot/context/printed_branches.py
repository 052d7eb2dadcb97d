"""Branches that print a failure and leave the function with its code."""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import has_call, lines_at_hand
from reviewbot.context.c.hunk.failed import TESTS, by_failure
from reviewbot.context.c.hunk.new import file_of, has_in_removed, new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.context.probes import is_managing, is_probing
from reviewbot.context.whole import is_new_file
from reviewbot.frozen import frozen
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.failing import fails_with
from reviewbot.knowledge.load import by_name, names_in
from reviewbot.knowledge.told_codes import deferring
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext

plain = partial(by_name, "probe", "plain")  # what only prints, with what returns the code as well
_unprinted = partial(by_name, "only_memory", "functions")
_BRANCH = "{ $print($dev, $format, ...); return $code; }"
_JUMP = "{ $print($dev, $format, ...); goto $label; }"


@cache
def _settled() -> frozenset[str]:
    """The functions that fail for good, of which nothing comes later."""
    return names_in("probe", "settled") | names_in("property_reads", "functions")


@cache
def _known() -> frozenset[str]:
    """The functions of which it is known whether what they fail for may come later."""
    return deferring() | _settled() | frozenset(_unprinted())


_WHOLE = Pattern(_BRANCH, print=plain)
_LAST = Pattern("$print($dev, $format, ...); return $code;", print=plain)
_JUMPS = Pattern(
    f"if (TESTED) {_JUMP}",
    TESTED=("$code < 0", "$code != 0", "$code"),
    print=plain,
)
_TEST = (*TESTS["negative"], *TESTS["error_pointer"])
_FAILED = Pattern(f"$p = $callee(...); if (TEST) {_BRANCH}", callee=_known, print=plain, TEST=_TEST)
_KEEPS = "$code = PTR_ERR($p);"
_FAILED_AND_KEPT = Pattern(
    f"$p = $callee(...); if (IS_ERR($p)) {{ {_KEEPS} {_BRANCH[2:]}",
    callee=_known,
    print=plain,
)
_KEPT = Pattern(f"if (IS_ERR($p)) {{ {_KEEPS} {_BRANCH[2:]}", print=plain)
_KEPT_AND_JUMPS = Pattern(f"if (IS_ERR($p)) {{ {_KEEPS} {_JUMP[2:]}", print=plain)
_WRONGLY_TESTED = Pattern(
    f"$p = $callee(...); if (IS_ERR($p)) {_BRANCH}",
    callee=by_failure(fails_with, "null"),
    print=plain,
)
_FAILED_AND_JUMPS = Pattern(
    f"$p = $callee(...); if (TEST) {_JUMP}", callee=_settled, print=plain, TEST=_TEST
)
_TESTED = regex(r"IS_ERR(?:_OR_NULL)? \( (.+) \)")
_SOME = 3  # lines that show a habit
_SEARCHED = 100  # lines searched in a step
PATTERNS = (_WHOLE, _LAST, _JUMPS, _KEPT_AND_JUMPS, _FAILED)


@frozen
class PrintedBranch:
    """The end of a branch, ``$print($dev, $format, ...); return $code;``, as ``match``.

    ``callee`` is what failed, if it may only because what it needs is not there yet; ``is_settled``:
    it failed for good; ``is_whole``: the branch does no more, ``is_all`` nor does it but keep the code.
    """

    match: Match
    callee: str
    is_whole: bool
    is_all: bool
    is_settled: bool

    @property
    def is_given(self) -> bool:
        """Whether the code is that of something that failed, and not written out."""
        return self.match.of("code")[0].text != "-"


def returning_branches(context: DiffContext) -> Iterator[PrintedBranch]:
    """The branches a patch adds that return the code, in functions that run once for a device.

    Not where the call fails with NULL: what is tested there never happens.
    """
    ends = tuple(new_code(context, _LAST))
    if not ends:
        return
    failed = {
        match.stop: match["callee"]
        for pattern in (_FAILED, _FAILED_AND_KEPT)
        for match in new_code(context, pattern, partly=True)
    }
    dead = {match.stop for match in new_code(context, _WRONGLY_TESTED, partly=True)}
    keeping = {match.stop - 1 for match in new_code(context, _KEPT)}
    branches = {m.stop - 1 for m in new_code(context, _WHOLE) if m.before == ")"}
    for match in ends:
        is_once = is_probing(context, match) or is_managing(match)
        is_own = match.before in STATEMENT_ENDS and not _is_of_another(match)
        is_dead = match.stop + 1 in dead
        if is_own and not is_dead and _is_code(match) and is_once:
            callee = failed.get(match.stop + 1, "")
            if callee not in _unprinted():
                later = callee if callee in deferring() else ""
                whole, settled = match.stop in branches, callee in _settled()
                is_all = whole or match.stop in keeping
                yield PrintedBranch(match, later, is_whole=whole, is_all=is_all, is_settled=settled)


def jumping_branches(context: DiffContext) -> Iterator[Match]:
    """The branches of probe functions that print and jump, where a variable keeps the code.

    Not where it failed for good: the branch gets no shorter, and nothing of it is deferred.
    """
    settled = {match.stop for match in new_code(context, _FAILED_AND_JUMPS, partly=True)}
    for match in chain(new_code(context, _JUMPS), new_code(context, _KEPT_AND_JUMPS)):
        is_open = match.stop not in settled
        if is_open and match["code"] in code_names() and is_probing(context, match):
            yield match


def prints_plainly(context: DiffContext, match: Match) -> bool:
    """Whether the file was there, and prints errors without ever returning their codes so."""
    file = file_of(context, match)
    if file is None or is_new_file(file):
        return False
    lines = lines_at_hand(context, file)
    spend(len(lines) // _SEARCHED)
    return sum("dev_err(" in line for line in lines) >= _SOME and not has_call(
        context, file, "dev_err_probe"
    )


def prints_so(context: DiffContext, match: Match, probe: str) -> bool:
    """Whether the helper prints codes of the author's own as well: it did at the place, or does so all over a new file."""
    file = file_of(context, match)
    is_usual = len(match.code.places.get(probe, ())) >= _SOME
    return has_in_removed(match, probe) or (is_usual and file is not None and is_new_file(file))


def has_kept(match: Match) -> bool:
    """Whether the function prints in the same way elsewhere, and the patch leaves that as it is."""
    body, name = match.function.body if match.function else (), match["print"]
    spend(len(body) // _SEARCHED)
    return any(t.text == name and t.line.kind is not ADDED for t in body)


def _is_of_another(match: Match) -> bool:
    """Whether the code is that of a pointer, and the branch is of a test of another one."""
    code = spelled(match.of("code"))
    if not code.startswith("PTR_ERR ("):
        return False
    around = match.code.blocks.around(match.start)
    tested = next(filter(None, (_TESTED.fullmatch(level.here.condition) for level in around)), None)
    return tested is not None and code != f"PTR_ERR ( {tested[1]} )"


def _is_code(match: Match) -> bool:
    """Whether what is returned is an error, and not for lack of memory, which is not printed."""
    first, *rest = [token.text for token in match.of("code")]
    is_variable = not rest and first in code_names()
    is_constant = first == "-" and rest[:1] != ["ENOMEM"] and "".join(rest).startswith("E")
    return is_variable or is_constant or first == "PTR_ERR"
