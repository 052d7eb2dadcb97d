"""Blanks too many or missing in a line of C, where nobody meant it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.type_bodies import type_around
from reviewbot.context.c.lex import blank, code_only
from reviewbot.model.budget import shared, spend
from reviewbot.model.patch import ADDED, CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment

_COMMENT = regex(r"/\*[ \t](?:(?!\*/).)*[^\s*/]\*/[ \t]*$")
_END = regex(r"[^\s*/]([ \t]*)\*/")
_WIDE_COMMENT = regex(r"^[ \t]*/\*(?:  \w.*\*/| .*[^\s*]  +\*/)$")
_BEFORE_TAB = regex(r"^#.*\S +\t.*[^\\]$")
_SIDE = r"[\w)\]]"
_MEMBER = r"^\t+[.\w][\w.>\[\]-]*"
_LOCAL = r"^\t+(?:const )?(?:struct )?\w+ \**\w+ {2,3}=[ ]\S.*;$"
_GIVEN = r"^\t+[\w >=.-]*\w\([^,\t]*, {2,}[\w&!*-].*\);$"
_TYPE = (
    r"(?:[us](?:8|16|32|64)|(?:unsigned )?(?:int|long|char)|(?:const )?struct \w+|void)(?: \*+)?"
)
_COLUMNS = ("double", "tab", "wide")
_BEHIND_TAB = regex(r"^\t+[\w.*(][^=\t]*\t[ \t]*(?:<<|>>|[|&^*/+-])?=[^=]")
_SLIPS = (
    ("semicolon", regex(rf"^\t++(?!for\b).*{_SIDE} +;$|^\t++for \(.*[\w)] +; ")),
    ("operator", regex(rf"^\t+\S.*{_SIDE}(?:<<|[=!>+-]=|&&|\|\||[+=|])[\w(]")),
    (
        "double",
        regex(rf"{_MEMBER}(?: {{2,3}}=[ ]|[ ]= {{2,3}})\S.*[;,]$|^(?:static )?\w+ {{2,}}\w+\("),
    ),
    ("double", regex(rf"^\t+return {{2,}}[\w&*!(-]|{_LOCAL}|{_GIVEN}")),
    ("wide", regex(r"^\t+(?:if|while|for|return)\b.*\S(?: {2,}(?:&&|\|\|)|(?:&&|\|\|) {2,}\S)")),
    ("tab", regex(rf"{_MEMBER}[ ]*\t[ \t]*[|&+-]?=[ ].*;$")),
    ("cast", regex(rf"(?<![\w)])\({_TYPE}\) [&\w]")),
)
_BRANCHES = ("if", "while", "for", "switch")
_LOOP = "for_each"
_CAST = regex(rf"(?<![\w)])\({_TYPE}\)(?P<blank> ?)[&\w]")
# what a text has in which anything slipped, whatever else it is; each begins with a sign of its own, so
# that it is searched twenty times as fast
SIGNS = (
    r" ;",
    r"\};",
    r"\*/(?<=[^\s*/]..)",
    r"/\*  \w",
    r" \t",
    r"\)(?<=[\w*].) [&\w]",
    r"=(?:(?<=  =) |(?<=\t=) |(?<=\t[|&+-]=) | {2,})",
    r"<<[\w(](?<=[\w)\]]<<.)",
    r"=[\w(](?:(?<=[\w)\]]=.)|(?<=[\w)\]][=!>+-]=.))",
    r"&&[\w(](?<=[\w)\]]&&.)",
    r"\|[\w(](?:(?<=[\w)\]]\|.)|(?<=[\w)\]]\|\|.))",
    r"\+[\w(](?<=[\w)\]]\+.)",
    r"  (?:\w+\(|\*/|&&|\|\|)",
    r"return  ",
    r",  (?<=\S  )\S",
    r"&&  ",
    r"\|\|  ",
)
_MAYBE = tuple(map(regex, SIGNS))
_ADDS = regex(rf"{_SIDE}( ?)[+*/]\1(?=[\w(])")
_NOT_CODE = regex(
    r"^\s*#|\basm\b|\\$|^\t+[A-Z_]+\(|\bsizeof\([^()]*\) [&\w]|\b\d[\w.]*e[+-]|\[\w+\+\w+\]"
)
_BEFORE_STRING = regex(r"^\t+(?:return  \w+|\w[\w.>\[\]-]*  = \w+)\([^\"]*+\".*[;,]$")
_WIDE = regex(r"^\t+(?:return|[\w.>\[\]-]+ *)  +[=\w]")
_SET = regex(r"^\t+\.\w+ {3}=")  # as wide as a tab that has no place there
_SET_BY_TABS = regex(r"^\t+\.\w+\t+=")
_GUARDS = ("#endif", "#else")  # of a header: whose names the comment repeats
_NEAR = 2  # lines above and below
_ROWS = 8


def odd_lines(text: str) -> frozenset[str]:
    """Those of some lines in which anything can have slipped."""
    lines = f"{text}\n"
    places = (found.start() for sign in _MAYBE for found in sign.finditer(text))
    return frozenset(lines[lines.rfind("\n", 0, at) + 1 : lines.index("\n", at)] for at in places)


def slip_of(part: Fragment, at: int) -> str:
    """What slipped in a line of the post-image, in one word; empty where nothing did."""
    line = part.lines[at]
    if line.text.strip() == "};":
        return "stray" if line.new in _stray_semicolons(part) else ""
    return _slip_of_line(part, at)


def _slip_of_line(part: Fragment, at: int) -> str:
    """The same of a line with more than a brace."""
    line = part.lines[at]
    if line.new in part.commented:
        return _slip_of_comment(part, at) if "*/" in line.text else ""
    if line.text.startswith("#"):
        is_slip = " \t" in line.text and _is_slip(_BEFORE_TAB, blank(line.text, strings=True), [])
        return "before_tab" if is_slip else _slip_of_comment(part, at)
    if '"' in line.text:
        return "double" if _is_wide_before_string(part, at) else ""
    code = code_only(line.text)
    for name, slip in _SLIPS:
        if slip.search(code):
            is_habit = (name == "cast" and _casts_so(part)) or (
                name == "operator" and _is_tight(part)
            )
            if _NOT_CODE.search(code) or is_habit:
                return ""
            beside = [code_only(text) for text in _beside(part, at)]
            rows = _rows(part, at) if name in _COLUMNS else []
            is_column = name in _COLUMNS and (
                type_around(part, line) is not None
                or _is_in_column(code, [*beside, *rows])
                or any(slip.search(row) for row in rows)
                or (name == "tab" and _has_tabs(part, at))
                or (_SET.search(code) and any(map(_SET_BY_TABS.search, rows)))
            )
            return name if _is_slip(slip, code, beside) and not is_column else ""
    return ""


def _is_wide_before_string(part: Fragment, at: int) -> bool:
    """Whether two blanks stand in a call with a string, behind ``return`` or before ``=``."""
    text = part.lines[at].text
    if not _BEFORE_STRING.search(text) or type_around(part, part.lines[at]) is not None:
        return False
    around = [*_beside(part, at), *_rows(part, at)]
    return not _is_in_column(text, around) and not any(map(_WIDE.search, around))


@shared(maxsize=1024, of_mail=True)
def _stray_semicolons(part: Fragment) -> frozenset[int | None]:
    """The lines of the post-image where a semicolon stands behind the brace of a function or a branch."""
    code = part.code
    ends = [at for at in code.places.get("}", ()) if code.text(at + 1) == ";"]
    return frozenset(code.tokens[at].line.new for at in ends if _ends_statements(part.code, at))


def _ends_statements(code: Code, at: int) -> bool:
    """Whether a brace ends the body of a function or a branch, whose beginning is in sight."""
    opening = code.opening.get(at, 0)
    before = code.text(opening - 1) if opening > 1 else ""
    if before == ")" and code.text(opening + 1) != ".":
        head = code.text(max(code.opening.get(opening - 1, 0) - 1, 0))
        is_body = code.tokens[opening].line.text == "{" and code.tokens[at].line.text == "};"
        return is_body or head in _BRANCHES or _LOOP in head
    return before == "else"


def _slip_of_comment(part: Fragment, at: int) -> str:
    """The same of the last line of a comment."""
    text, beside = part.lines[at].text, _beside(part, at)
    if _is_slip(_WIDE_COMMENT, text, beside):
        return "wide_comment"
    if text.startswith(_GUARDS) or not _COMMENT.search(text):
        return ""
    blanks = _ends_of_comments(part)
    if _are_most(" ", blanks):  # two in a row are two slips
        beside = _beside(part, at, is_old=True)
    is_slip = not _are_most("", blanks) and _is_slip(_COMMENT, text, beside)
    return "comment" if is_slip else ""


def _beside(part: Fragment, at: int, *, is_old: bool = False) -> Sequence[str]:
    """The lines above and below, of these only the old ones if so asked, and those that went."""
    near = part.lines[max(0, at - _NEAR) : at] + part.lines[at + 1 : at + _NEAR + 1]
    gone = (line for line in part.hunk.lines if line.new is None)
    return [line.text for line in (*near, *gone) if not (is_old and line.kind is ADDED)]


def _rows(part: Fragment, at: int) -> Sequence[str]:
    """The old lines some way above and below; where it is a row of an initializer, the other rows."""
    around = part.lines[max(0, at - _ROWS) : at] + part.lines[at + 1 : at + _ROWS + 1]
    is_row = part.lines[at].text.lstrip().startswith(".")
    return [
        line.text
        for line in around
        if line.kind is CONTEXT or (is_row and line.text.lstrip().startswith("."))
    ]


def _has_tabs(part: Fragment, at: int) -> bool:
    """Whether the sign of another assignment of the function stands behind a tab: that is meant."""
    return any(
        _BEHIND_TAB.search(line.text)
        for lines in (reversed(part.lines[:at]), part.lines[at + 1 :])
        for line in takewhile(lambda each: not each.text.startswith(("{", "}")), lines)
    )


def _is_slip(slip: re.Pattern[str], text: str, beside: Sequence[str]) -> bool:
    return bool(slip.search(text)) and not any(map(slip.search, beside))


@shared(maxsize=1024, of_mail=True)
def _is_tight(part: Fragment) -> bool:
    """Whether several lines have no blank around an operator of arithmetic, and they are most: that is meant."""
    spend(len(part.lines))
    texts = [blank(line.text, strings=True) for line in part.lines if _ADDS.search(line.text)]
    signs = [found[1] for text in texts for found in _ADDS.finditer(text)]
    return _are_most("", signs)


@shared(maxsize=1024, of_mail=True)
def _ends_of_comments(part: Fragment) -> Sequence[str]:
    """The blanks before the end of each comment."""
    spend(len(part.lines))
    return [found[1] for line in part.lines for found in _END.finditer(line.text)]


@shared(maxsize=1024, of_mail=True)
def _casts_so(part: Fragment) -> bool:
    """Whether several casts have a blank behind them, and they are most: that is meant."""
    spend(len(part.lines))
    texts = (line.text for line in part.lines if ")" in line.text)
    blanks = [found["blank"] for text in texts for found in _CAST.finditer(text)]
    return _are_most(" ", blanks)


def _are_most(blank: str, found: Sequence[str]) -> bool:
    """Whether several have that between the signs, and they are most."""
    return found.count(blank) > max(2, len(found) // 2)


def _is_in_column(code: str, beside: Sequence[str]) -> bool:
    """Whether the sign of an assignment stands below another."""
    columns = [text.expandtabs().find("=") for text in (code, *beside)]
    return columns[0] >= 0 and columns[0] in columns[1:]
