"""Added call that ignores a result which practically all other callers look at.

Reports a call that is a statement of its own, of a function that can fail and whose result at least
95 % of its callers in Linux 6.12 use; as a question where it is 80 %, and in functions that return
nothing, which may go on on purpose.

Why it matters: the failure goes unnoticed, and what follows works with something that is not
there; many of these functions are __must_check.

Stays quiet: at ``(void)`` casts; beside a comment on the same or the line above; in macros; at
calls that were only moved; in tools/, samples/ and tests.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Remark, Severity
from reviewbot.context.c.cut import closing, pairs
from reviewbot.context.c.functions import enclosing
from reviewbot.context.c.tokens import Lex, tokenize
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.functions import Function
    from reviewbot.context.c.tokens import Token
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.WARNING
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
Nothing to return.
---
=== drivers/frob/core.c
@@ static void frob_resume(struct frob *frob)
 	frob->running = true;
+	regulator_enable(frob->supply);
 	frob_poke(frob);
""",
        at=("+	regulator_enable(frob->supply);",),
        confidence=Confidence.MODERATE,
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
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added call that ignores what it returns."""
    moved = context.removed()
    known = _counts()
    for file in context.files:
        if not file.is_c or _ELSEWHERE.search(file.path):
            continue
        for hunk in file.hunks:
            for token, returns in _ignored(hunk, known):
                if token.line.text.strip() not in moved:
                    checked, calls = known[token.text]
                    sure = returns and checked >= _SURE * calls
                    yield Remark(
                        token.line.body_line,
                        {"callee": token.text, "checked": f"{checked:,}", "calls": f"{calls:,}"},
                        Confidence.HIGH if sure else Confidence.MODERATE,
                    )


@cache
def _counts() -> dict[str, tuple[int, int]]:
    """Function → how many calls of it have their result looked at, and how many there are."""
    entries = table("results")["functions"]
    return {entry["name"]: (entry["checked"], entry["calls"]) for entry in entries}


def _ignored(hunk: Hunk, known: Mapping[str, object]) -> Iterator[tuple[Token, bool]]:
    """The names of added calls that are statements; whether the function around returns a value."""
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
    ends = {end: start for start, end in pairs(tokens).items()}
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.text not in known or token.line.kind is not Kind.ADDED:
            continue
        end = closing(tokens, index + 1) if tokens[index + 1].text == "(" else None
        if end is None or end + 1 >= len(tokens) or tokens[end + 1].text != ";":
            continue
        rows = range(token.line.new or 0, (tokens[end + 1].line.new or 0) + 1)
        if (
            _starts_statement(tokens, ends, index)
            and commented.isdisjoint(rows)
            and not token.line.text.endswith("\\")
        ):
            yield token, _returns(enclosing(hunk, tokens, index))


def _returns(function: Function | None) -> bool:
    """Whether a function is seen to return something."""
    if function is None:
        return False
    header = [token.text for token in function.header]
    before = header[: header.index("(")] if "(" in header else []
    return bool(before) and ("void" not in before or "*" in before)


def _starts_statement(tokens: Sequence[Token], ends: Mapping[int, int], index: int) -> bool:
    before = tokens[index - 1]
    if before.lex is Lex.DIRECTIVE:
        return False
    if before.text == ")":  # of a condition, not of a cast
        opening = ends.get(index - 1, 0)
        return opening > 0 and tokens[opening - 1].text in ("if", "while", "for")
    return before.text in (";", "{", "}", "else", "do")
