"""Added call that ignores a result which practically all other callers look at.

Reports a call that is a statement of its own, of a function that can fail and whose result at least
95 % of its callers in Linux 6.12 use, or where the next line tests an error code that nothing has
set; as a question where it is 80 %.

Why it matters: the failure goes unnoticed, and what follows works with something that is not
there; many of these functions are __must_check.

Stays quiet: at ``(void)`` casts; beside a comment on the same or the line above; in macros; in
functions that return nothing, which may go on on purpose; where it rolls back in the way out of a
failure; where it replaces a call nobody looked at, either; at calls that were only moved; in
tools/, samples/ and tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Related, Remark, Severity
from reviewbot.context.c.blocks import Blocks
from reviewbot.context.c.cut import pairs
from reviewbot.context.c.functions import Functions
from reviewbot.context.c.rollback import is_rollback
from reviewbot.context.c.tokens import Lex, tokenize
from reviewbot.context.c.unset import tests_unset
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.functions import Function
    from reviewbot.context.c.tokens import Token
    from reviewbot.model.patch import DiffLine, Hunk

SEVERITY = Severity.WARNING
BUG = True
KERNEL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?:check|handle|test|propagate|ignor\w+|unchecked|missing)\b[^.?!]{0,40}"
    r"\b(?:return(?:ed)? (?:value|code)|result|error code)\b"
    r"|\breturn (?:value|code)[^.?!]{0,40}\b(?:check|ignor|handl|unchecked|discard)\w*"
    r"|\b(?:no|missing|lacks?|without) (?:an? )?error (?:check|handling)"
    r"|\b\w+\(\) (?:can|may|could|might) fail\b"
    r"|\breturns? an error(?: code)?\b[^?!]{0,40}\bignor"
)

_SURE = 0.95
_ELSEWHERE = re.compile(
    r"(?:^|/)(?:tools|samples|tests?|selftests)/|(?:^|[/_-])k?unit|_test\.c$|/test_"
)
_BARE = re.compile(r"\s*(\w+)\(\s*&?([^,()]*)")
_MEMBER = re.compile(r"->|\.")

BAD = (
    Bad(
        """\
Switch on.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
 	frob->running = true;
+	regulator_enable(frob->supply);
+	if (frob->irq)
+		request_irq(frob->irq, frob_irq, 0, "frob", frob);
 	return 0;
""",
        at=(
            "+	regulator_enable(frob->supply);",
            '+		request_irq(frob->irq, frob_irq, 0, "frob", frob);',
        ),
    ),
    Bad(
        """\
Some ignore it.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
 	frob->running = true;
+	clk_prepare_enable(frob->clk);
 	return 0;
""",
        at=("+	clk_prepare_enable(frob->clk);",),
        confidence=Confidence.MODERATE,
    ),
    Bad(
        """\
Forgotten.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
 	int i, ret = 0;

+	clk_prepare_enable(frob->clk);
+	if (ret < 0)
+		return ret;
+
 	ret = frob_boot(frob);
 	if (ret) {
 		frob_complain(frob, ret);
 		return ret;
 	}
+	clk_prepare_enable(frob->bus_clk);
+	if (ret)
+		goto err_clk;
""",
        at=("+	clk_prepare_enable(frob->clk);", "+	clk_prepare_enable(frob->bus_clk);"),
    ),
)
GOOD = (
    Good(
        """\
Checked.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
 	int err;

+	err = regulator_enable(frob->supply);
+	if (err)
+		return err;
+	if (sysfs_create_group(&frob->kobj, &group))
+		frob_complain(frob);
+	err = frob->irq ? 0 : request_irq(frob->irq, frob_irq, 0, "frob", frob);
+	return misc_register(&frob->misc);
"""
    ),
    Good(
        """\
On purpose.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
 	int err;

+	(void)sysfs_create_link(&frob->kobj, frob->other, "other");
+	/* the link is for people only, go on without */
+	sysfs_create_link(&frob->kobj, frob->more, "more");
+	regulator_enable(frob->supply); /* never fails here */
 	return 0;
""",
        why="a cast or a comment says that it is meant",
    ),
    Good(
        """\
Moved.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
-	regulator_enable(frob->supply);
 	frob->running = true;
+	regulator_enable(frob->supply);
 	frob->ops->request_irq(frob);
+	return 0;
""",
        why="the patch did not write it",
    ),
    Good(
        """\
Another function.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
 	frob->running = true;
+	frob->ops.request_irq(frob);
+	regulator_disable(frob->supply);
+	clk_set_rate(frob->clk, 0);
 	return 0;
""",
        why="a member of that name, and functions whose results callers ignore",
    ),
    Good(
        """\
Nothing to return.
---
=== drivers/frob/core.c
@@ static void frob_resume(struct frob *frob)
 	frob->running = true;
+	regulator_enable(frob->supply);
 	frob_poke(frob);
""",
        why="it cannot tell its caller, and may go on on purpose",
    ),
    Good(
        """\
Back to where it was.
---
=== drivers/frob/core.c
@@ static int frob_suspend(struct frob *frob)
+	ret = frob_sleep(frob);
+	if (ret) {
+		if (frob->supply)
+			regulator_enable(frob->supply);
+		return ret;
+	}
+	if (!frob->quiet) {
+		regulator_enable(frob->other);
+		ret = -EBUSY;
+		goto err_wake;
+	}
+	return 0;
+
+err_wake:
+	frob_wake(frob);
+err_enable:
+	regulator_enable(frob->supply);
+	return ret;
+}
""",
        why="there is an error to return already",
    ),
    Good(
        """\
Prepare it, too.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
 	frob->running = true;
-	clk_enable(frob->clk);
+	clk_prepare_enable(frob->clk);
 	return 0;
""",
        why="nobody looked at what the call before it returned",
    ),
    Good(
        """\
Set before.
---
=== drivers/frob/core.c
@@ static void frob_start(struct frob *frob)
 	int ret;

+	ret = frob_boot(frob);
+	clk_prepare_enable(frob->clk);
+	if (ret)
+		frob_complain(frob, ret);
""",
        why="the test is about the call before",
    ),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added call that ignores what it returns."""
    moved = context.removed()
    known = _counts()
    for file in context.files:
        if not file.is_c or _ELSEWHERE.search(file.path):
            continue
        for hunk in file.hunks:
            replaced = _replaced(hunk)
            for each in _ignored(hunk, known):
                line = each.token.line
                call = _BARE.match(line.text)
                was_bare = call is not None and _kind(*call.groups()) in replaced
                if line.text.strip() not in moved and not was_bare:
                    yield _remark(each, *known[each.token.text])


def _remark(each: _Ignored, checked: int, calls: int) -> Remark:
    sure = each.unset or (each.is_told and checked >= _SURE * calls)
    test = Related(each.test.body_line, f"tests {each.unset}")
    return Remark(
        each.token.line.body_line,
        {
            "callee": each.token.text,
            "checked": f"{checked:,}",
            "calls": f"{calls:,}",
            "unset": each.unset,
        },
        Confidence.HIGH if sure else Confidence.MODERATE,
        (test,) if each.unset else (),
    )


@dataclass(frozen=True, slots=True)
class _Ignored:
    """A call by the name of its callee.

    ``unset`` is the variable the statement behind it tests, in the line ``test``, though nothing
    has set it; ``""`` if there is none. ``is_told``: the function around it returns something.
    """

    token: Token
    unset: str
    test: DiffLine
    is_told: bool


@cache
def _counts() -> dict[str, tuple[int, int]]:
    """Function → how many calls of it have their result looked at, and how many there are."""
    entries = table("results")["functions"]
    return {entry["name"]: (entry["checked"], entry["calls"]) for entry in entries}


def _ignored(hunk: Hunk, known: Mapping[str, object]) -> Iterator[_Ignored]:
    """The added calls that are statements, of which somebody should know they failed."""
    if known.keys().isdisjoint(hunk.added_words):
        return
    everything = tokenize(hunk.post)
    commented = {
        row
        for token in everything
        if token.lex is Lex.COMMENT
        for row in ((token.line.new or 0), (token.last.new or 0), (token.last.new or 0) + 1)
    }
    tokens = tuple(t for t in everything if t.lex is not Lex.COMMENT)
    closed = pairs(tokens)
    ends = {end: start for start, end in closed.items()}
    blocks, functions = Blocks(tokens), Functions(hunk, tokens)
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.text not in known or token.line.kind is not Kind.ADDED:
            continue
        end = closed.get(index + 1) if tokens[index + 1].text == "(" else None
        if end is None or end + 1 >= len(tokens) or tokens[end + 1].text != ";":
            continue
        rows = range(token.line.new or 0, (tokens[end + 1].line.new or 0) + 1)
        if (
            not _starts_statement(tokens, ends, index)
            or not commented.isdisjoint(rows)
            or token.line.text.endswith("\\")
        ):
            continue
        around = tuple(blocks.around(index))
        unset, returned = tests_unset(around), _returned(functions.around(index))
        if unset or not (returned == "nothing" or is_rollback(around)):
            test = tokens[around[0].below[0].start].line if unset else token.line
            yield _Ignored(token, unset, test, is_told=returned == "something")


def _returned(function: Function | None) -> str:
    """What a function is seen to return: ``something``, ``nothing``, or ``""`` where it is not."""
    header = [token.text for token in function.header] if function else []
    before = header[: header.index("(")] if "(" in header else []
    if not before:
        return ""
    return "nothing" if "void" in before and "*" not in before else "something"


def _replaced(hunk: Hunk) -> frozenset[tuple[str, str]]:
    """The removed calls that were statements of their own: what they were of, and given."""
    removed = (line.text for line in hunk.lines if line.kind is Kind.REMOVED)
    return frozenset(_kind(*match.groups()) for text in removed if (match := _BARE.match(text)))


def _kind(callee: str, argument: str) -> tuple[str, str]:
    """The first word of a function's name, and the member or variable it is given first."""
    return callee.partition("_")[0], _MEMBER.split(argument)[-1]


def _starts_statement(tokens: Sequence[Token], ends: Mapping[int, int], index: int) -> bool:
    before = tokens[index - 1]
    if before.lex is Lex.DIRECTIVE:
        return False
    if before.text == ")":  # of a condition, not of a cast
        opening = ends.get(index - 1, 0)
        return opening > 0 and tokens[opening - 1].text in ("if", "while", "for")
    return before.text in (";", "{", "}", "else", "do")
