"""Result tested for NULL where failure is an error pointer, or the other way round.

Reports, right behind ``p = f(…);``, an ``if (!p)`` where f is known to return an error pointer when
it fails, and an ``if (IS_ERR(p))`` where f is known to return NULL.

Why it matters: the failure is not noticed, and the pointer used all the same. Where PTR_ERR() of a
NULL is returned, turning the test round is not enough: that is 0, success.

Stays quiet: where another statement stands between call and test; where the condition says more,
as IS_ERR_OR_NULL() does; where both kinds are possible, as with optional resources; where neither
call nor test is added; in tools/.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, DiffContext, Good, Related, Remark, Severity
from reviewbot.context.c.hunk.failed import by_failure, failed_calls
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.tokens import spelled
from reviewbot.knowledge.failing import fails_with, usual_codes
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.tokens import Token

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True
VARIES = ("test",)

ASKED_AS = (
    r"(?i)\b(?:returns?|returned|never returns?) (?:an? |the )?"
    r"(?:ERR_PTR|error pointer|error[- ]valued pointer)s?\b"
    r"|\bneeds? (?:an? )?(?:IS_ERR|PTR_ERR)\b"
    r"|\b(?:should|must|has to) (?:be|use|check)[^.?!]{0,40}\bIS_ERR\b"
    r"|\b(?:never|does not|doesn['’]?t|not) return(?:s|ing)? (?:an? )?(?:NULL|ERR_PTR)\b"
    r"|\breturns? NULL (?:on|upon|in case of) (?:error|failure)"
)

BAD = (
    Bad(
        """\
Get the clock.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
 	struct frob *frob;

+	frob = devm_kzalloc(&pdev->dev, sizeof(*frob), GFP_KERNEL);
+	if (IS_ERR(frob))
+		return PTR_ERR(frob);
+
+	frob->clk = devm_clk_get(&pdev->dev, NULL);
+	if (!frob->clk)
+		return -ENODEV;
+
+	frob->base = devm_platform_ioremap_resource(pdev, 0);
+	if (unlikely(frob->base == NULL)) {
+		return -ENOMEM;
+	}
""",
        at=(
            "+	if (IS_ERR(frob))",
            "+	if (!frob->clk)",
            "+	if (unlikely(frob->base == NULL)) {",
        ),
    ),
    Bad(
        """\
Only the call is new.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
 	struct frob *frob;

-	frob->base = devm_ioremap(&pdev->dev, start, size);
+	frob->base = devm_ioremap_resource(&pdev->dev, res);
 	if (!frob->base)
 		return -ENOMEM;
""",
        at=("+	frob->base = devm_ioremap_resource(&pdev->dev, res);",),
    ),
)
GOOD = (
    Good(
        """\
As it should be.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
+	frob = devm_kzalloc(&pdev->dev, sizeof(*frob), GFP_KERNEL);
+	if (!frob)
+		return -ENOMEM;
+
+	frob->clk = devm_clk_get(&pdev->dev, NULL);
+	if (IS_ERR(frob->clk))
+		return PTR_ERR(frob->clk);
"""
    ),
    Good(
        """\
Both are possible.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
+	frob->reset = devm_gpiod_get_optional(&pdev->dev, "reset", 0);
+	if (!frob->reset)
+		return 0;
+	frob->clk = devm_clk_get(&pdev->dev, NULL);
+	if (IS_ERR_OR_NULL(frob->clk))
+		return -ENODEV;
""",
        why="an optional resource may be NULL; the second test finds error pointers, too",
    ),
    Good(
        """\
Another variable.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
+	clk = devm_clk_get(&pdev->dev, NULL);
+	if (!frob)
+		return -ENODEV;
+	clk = PTR_ERR_OR_ZERO(devm_clk_get(&pdev->dev, NULL));
+	if (!clk)
+		return 0;
+	clk = frob->ops->clk_get(frob);
+	if (!clk)
+		return -ENODEV;
""",
        why="not the result of the call, or not the function of that name",
    ),
    Good(
        """\
Not of this patch.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
 	clk = devm_clk_get(&pdev->dev, NULL);
 	if (!clk)
-		return -ENODEV;
+		return -ENXIO;
""",
        why="neither the call nor the test is added",
    ),
)


_GIVES = (r"return (?:dev_err_probe \( [^,]* , )?", r"\w[\w .>\[\]-]* = ")  # it is what is returned


_NULL_TESTED = failed_calls("null", by_failure(fails_with, "error_pointer"))
_ERROR_TESTED = failed_calls("error_pointer", by_failure(fails_with, "null"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each test that cannot see the failure."""
    for match in new_code(context, _NULL_TESTED, partly=True, commented=True):
        facts = {"returns": "an error pointer", "test": f"IS_ERR({match['p']})"}
        yield from _remarks(match, {**facts, "zero": "", "code": ""})
    for match in new_code(context, _ERROR_TESTED, partly=True, commented=True):
        zero = _zero(match)
        facts = {
            "returns": "NULL",
            "test": f"!{match['p']}",
            "zero": f"PTR_ERR({match['p']})" if zero else "",
            "code": usual_codes().get(match["callee"], "") if zero else "",
        }
        yield from _remarks(match, facts, zero)


def _remarks(match: Match, facts: Mapping[str, str], zero: Token | None = None) -> Iterator[Remark]:
    """A remark at the test or, where only that is new, at the call."""
    added = (match.first(word).line for word in ("if", match["callee"]))
    line = next((line for line in added if line.kind is Kind.ADDED), None)
    if line:
        related = (Related(zero.last.body_line, "would be 0"),) if zero else ()
        yield Remark(line.body_line, {"callee": match["callee"], **facts}, related=related)


def _zero(match: Match) -> Token | None:
    """The end of the statement that returns PTR_ERR() of a NULL, or keeps it to return it."""
    code = re.escape(f"PTR_ERR ( {spelled(match.of('p'))} )")
    ends = [-1, *(index for index, token in enumerate(match.branch) if token.text == ";")]
    for before, end in pairwise(ends):
        statement = spelled(match.branch[before + 1 : end + 1])
        if any(re.search(rf"\b{way}{code}", statement) for way in _GIVES):
            return match.branch[end]
    return None
