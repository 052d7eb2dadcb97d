"""Messages as dev_err_probe() has them, which prints the error code by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import cut, indent, source, swapped, without
from reviewbot.context.probes import is_probing
from reviewbot.knowledge.columns import COLUMNS
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.load import by_name
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.messages import Message
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.fix import Fix

_LAST = regex(r'(?:[:,]?[ ]?(?:error|err|ret|rc|=|:){0,3}[ ]?(?:\(%l?d\)|%l?d|%pe))(\\n)?"$')


def without_code(arguments: str, code: str) -> str:
    r"""A format that ends with the code, and its values; empty where the code is anywhere else.

    ``"no clock: %d\n", ret`` is ``"no clock\n"``.
    """
    text, _, values = arguments.partition('",')
    if not values:
        return "" if _names(arguments, code) else arguments
    given = [value.strip() for value in values.split(",")]
    match = _LAST.search(f'{text}"')
    if given[-1:] != [code] or not match or '"' in text[1:] or _names(values[: -len(code)], code):
        return ""
    format_ = f'{text[: match.start()]}{match[1] or ""}"'
    return ", ".join((format_, *given[:-1]))


def _names(text: str, code: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(code)}(?!\w)", text) is not None


def as_probe(match: Match, probe: str, *, whole: bool) -> Fix:
    """``$print($dev, $format, ...); return $code;`` as one statement with the helper of that name.

    Without the braces, if there is no other in them (``whole``) and it is on one line.
    """
    part, call = match.fragment, match.call("print")
    rest = call[call.index(match.of("format")[0]) : -1]
    side = len(margin(match.tokens[0].line.text).expandtabs())
    head = f"return {probe}({source(part, match.of('dev'))}, {source(part, match.of('code'))},"
    told = " ".join(line.strip() for line in source(part, rest).split("\n"))
    said = told if told.count("(") else without_code(told, match["code"])
    if not said:
        return ()
    start, end = match.start - 1, match.code.closing.get(match.start - 1, 0)
    if side + len(f"{head} {said});") <= COLUMNS:
        text, spare = f"{head} {said});", whole and match.code.text(end + 1) != "else"
    else:
        text = f"{head}\n{indent(side + head.index('(') + 1)}{said});"
        spare = False
    braces = [match.code.tokens[start], match.code.tokens[end]] if spare else []
    if braces and braces[1].line.text.strip() != "}":
        return ()
    gone = (*cut(part, braces[:1]), *without([braces[1].line])) if braces else ()
    return (*swapped(part, match.tokens, text), *gone)


def is_for_probe(context: DiffContext, message: Message) -> bool:
    """Whether it stands in a probe, before the error is returned: dev_err_probe() does both."""
    match = message.match
    end, leave, given = (match.code.text(match.stop + at) for at in range(3))
    gives = given in ("PTR_ERR", *code_names())
    is_both = (end, leave) == (";", "return") and gives
    return is_both and message.printer in by_name("probe", "plain") and is_probing(context, match)
