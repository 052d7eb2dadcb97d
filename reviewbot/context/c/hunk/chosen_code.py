"""Error codes of its own that a function gives by choice, whatever the call that failed has told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import file_of, removes
from reviewbot.context.c.hunk.only_code import fails_with_only, gives_numbers
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.context.levels import tree_of
from reviewbot.context.memo import once_for_each
from reviewbot.context.whole import folder_of, known_text
from reviewbot.knowledge.load import names_in, table
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext

_NEAR = 4  # statements behind a call, its own end among them
_CHARACTERS = 400  # that these take at most
_SEARCHED = 4000  # characters of text in a step
_COMPARED = regex(r"[=!]= -E[A-Z]")
_ABOVE = 8  # lines a comment and a call take
_MOST = 12  # files that are read
_TOKENS = 80  # of two calls and a test
_OTHERS = 2  # places that give a code: a habit of the function


def is_chosen(context: DiffContext, match: Match, code: str) -> bool:
    """Whether the code a match gives for that of ``callee`` is what people mean there.

    The log names it, the file gives it for the same call, the function gives it at other places,
    who calls the function looks for a code, it is tried a second time,
    a comment above names the code, other files of the directory give it for the very same call, or
    the call has no error code to pass on, or this one only, or it gives numbers as well.
    """
    callee = match["callee"]
    if _has_no_errno(callee) or _has_only(callee, code) or _is_in_log(context, code):
        return True
    return (
        _is_true_or_false(context, match, callee)
        or _is_habit(match, code)
        or _is_given_before(context, match, callee, code)
        or _is_told_apart(context, match)
        or _is_tried_again(match)
        or _is_told_above(match, code)
        or gives_numbers(context, callee)
        or fails_with_only(context, callee, code)
        or _is_given_elsewhere(context, match, code)
    )


def is_by_choice(context: DiffContext, match: Match, code: Token) -> bool:
    """The same, or whether the patch has taken away the line that passed on what the call gave."""
    before = code.line.text.replace(f"-{code.text}", match["p"])
    return removes(match.fragment.hunk, before) or is_chosen(context, match, code.text)


def _has_no_errno(callee: str) -> bool:
    """Whether a function fails with something else than an error code."""
    return callee in names_in("other_codes", "functions")


def _has_only(callee: str, code: str) -> bool:
    """Whether a function fails with that code, and no other."""
    return any(
        callee in row["names"] for row in table("other_codes")["only"] if row["code"] == code
    )


def _is_true_or_false(context: DiffContext, match: Match, callee: str) -> bool:
    """Whether the file defines the function, and as one that gives a bool."""
    file = file_of(context, match)
    text = known_text(context, file) if file else ""
    spend(1 + len(text) // _SEARCHED)
    return f"bool {callee}(" in text


def _is_in_log(context: DiffContext, code: str) -> bool:
    lines = (context.message.line(at) for at in context.body.log)
    return any(code in words_in(line) for line in lines)


def _is_habit(match: Match, code: str) -> bool:
    """Whether the function gave it at other places before the patch, or gives it where no call has a code."""
    body = match.function.body if match.function else ()
    spend(len(body) // _NEAR)
    kept = [token for token in body if token.text == code and token.line.kind is not ADDED]
    return len(kept) >= _OTHERS or len(_own_tests(match, code)) > _OTHERS


def says_absence(match: Match, code: str) -> bool:
    """Whether the code says that something is not there, and the function gives it where no call has a code."""
    return code in table("error_codes")["absent"] and bool(_own_tests(match, code))


def _own_tests(match: Match, code: str) -> Sequence[str]:
    """The tests of what no call has given, behind which the function gives a code."""
    body = match.function.body if match.function else ()
    spend(len(body) // _NEAR)
    pieces = f" {spelled(body)}".split(f" return - {code} ;")[:-1]
    tests = (piece.rpartition(" if (")[2] for piece in pieces)
    failed = (f" {match['p']} " if "p" in match.bound else " ( ", " IS_ERR")
    return [test for test in tests if not any(sign in test for sign in failed)]


def _is_tried_again(match: Match) -> bool:
    """Whether the same call has just failed: what the second one told is no more telling."""
    if "p" not in match.bound:
        return False
    before = spelled(match.code.tokens[max(0, match.start - _TOKENS) : match.start])
    _, _, behind = before.rpartition(f" {match['callee']} (")
    _, _, test = behind.partition(" ; ")
    result = match["p"]
    tests = (f"if ( {result}{how} )" for how in ("", " < 0", " != 0"))
    return test.removesuffix(" {") in tests


def _is_told_above(match: Match, code: str) -> bool:
    """Whether a comment a few lines above speaks of the code."""
    lines = match.fragment.lines
    at = lines.index(match.tokens[0].line)
    above = (line.text.lstrip() for line in lines[max(0, at - _ABOVE) : at])
    return any(f"-{code}" in text and text.startswith(("*", "/*", "//")) for text in above)


def _is_given_elsewhere(context: DiffContext, match: Match, code: str) -> bool:
    """Whether other files of the directory give it again and again behind the very same statement."""
    tree, file = tree_of(context), file_of(context, match)
    call = match.tokens[0].line.text.strip()
    if not (tree and file and call.endswith(";")):
        return False
    paths = tree.files_with((match["callee"],), folder_of(file))[match["callee"]]
    texts = ((tree.read(path) or b"").decode("utf-8", "replace") for path in paths[:_MOST])
    behind = (part[:_CHARACTERS] for text in texts for part in text.split(call)[1:])
    given = [f"-{code}" in ";".join(part.split(";")[: _NEAR - 1]) for part in behind]
    spend(len(given) + _MOST)
    return sum(given) >= _OTHERS


def _is_given_before(context: DiffContext, match: Match, callee: str, code: str) -> bool:
    """Whether the file has the same call, and behind it the same code."""
    file = file_of(context, match)
    text = "\n".join(lines_at_hand(context, file)) if file else ""
    return any(f"-{code}" in behind for behind in _behind(text, f"{callee}("))


def _is_told_apart(context: DiffContext, match: Match) -> bool:
    """Whether who calls the function compares what it gives with a code, in the patch."""
    function = match.function
    name = name_of(function) if function else ""
    text = _shown(context)
    return bool(name) and any(_COMPARED.search(behind) for behind in _behind(text, f"{name}("))


def _behind(text: str, call: str) -> Iterator[str]:
    """What stands right behind each of some calls."""
    spend(1 + len(text) // _SEARCHED)
    for part in text.split(call)[1:]:
        yield ";".join(part[:_CHARACTERS].split(";")[1:_NEAR])


@once_for_each
def _shown(context: DiffContext) -> str:
    """The code the hunks show, as it is after the patch."""
    hunks = (hunk for file in context.files if file.is_c for hunk in file.hunks)
    return "\n".join(line.text for hunk in hunks for line in hunk.post)
