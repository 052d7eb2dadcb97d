"""Result tested for NULL where failure is an error pointer, or the other way round.

Reports, right behind ``p = f(…);``, an ``if (!p)`` where f is known to return an error pointer when
it fails, and an ``if (IS_ERR(p))`` where f is known to return NULL.

Why it matters: the failure is not noticed, and the pointer used all the same.

Stays quiet: where another statement stands between call and test; where the condition says more,
as IS_ERR_OR_NULL() does; where both kinds are possible, as with optional resources; where neither
call nor test is added; in tools/.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, DiffContext, Good, Remark, Severity
from reviewbot.context.c.cut import closing
from reviewbot.context.c.tokens import Lex, code, readable, spelled, tokenize
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.tokens import Token
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.ERROR

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


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each test that cannot see the failure."""
    for file in context.files:
        if not file.is_c or file.path.startswith("tools/"):
            continue
        for hunk in file.hunks:
            for call, variable, keyword, is_pointer in _wrong(hunk):
                line = keyword.line if keyword.line.kind is Kind.ADDED else call.line
                if line.kind is Kind.ADDED:
                    yield Remark(
                        line.body_line,
                        {
                            "callee": call.text,
                            "returns": "an error pointer" if is_pointer else "NULL",
                            "test": f"IS_ERR({variable})" if is_pointer else f"!{variable}",
                        },
                    )


@cache
def _fails_with_pointer() -> dict[str, bool]:
    """What is known of functions: true where they fail with an error pointer, false with NULL."""
    known = table("failing")
    return {
        **{entry["name"]: False for entry in known["null"]},
        **{entry["name"]: True for entry in known["error_pointer"]},
    }


def _wrong(hunk: Hunk) -> Iterator[tuple[Token, str, Token, bool]]:
    """Callee, variable, the ``if``, and whether the call fails with an error pointer."""
    known = _fails_with_pointer()
    tokens = code(tokenize(hunk.post))
    for index, token in enumerate(tokens):
        if token.lex is not Lex.NAME or token.text not in known or index < 2:  # noqa: PLR2004  p =
            continue
        if tokens[index - 1].text != "=" or index + 1 >= len(tokens):
            continue
        end = closing(tokens, index + 1) if tokens[index + 1].text == "(" else None
        if end is None or [t.text for t in tokens[end + 1 : end + 4]] != [";", "if", "("]:
            continue
        stop = closing(tokens, end + 3)
        if stop is None or token.line.text.endswith("\\"):
            continue
        variable = _target(tokens, index - 1)
        condition = _bare(tokens[end + 4 : stop])
        if spelled(condition) in _tests(spelled(variable), is_error=not known[token.text]):
            yield token, readable(variable), tokens[end + 2], known[token.text]


def _target(tokens: Sequence[Token], equals: int) -> tuple[Token, ...]:
    """What is assigned to: of a declaration, the name alone."""
    start = equals
    while start and tokens[start - 1].text not in (";", "{", "}", "(", ")", ":", ","):
        start -= 1
        if tokens[start].text == "*" and start + 1 < equals:
            return tuple(tokens[start + 1 : equals])
    return tuple(tokens[start:equals])


def _bare(condition: Sequence[Token]) -> Sequence[Token]:
    """Without likely() and unlikely()."""
    hinted = bool(condition) and condition[0].text in ("likely", "unlikely")
    if hinted and closing(condition, 1) == len(condition) - 1:
        return condition[2:-1]
    return condition


def _tests(variable: str, *, is_error: bool) -> frozenset[str]:
    """The conditions that test for an error pointer, or for NULL."""
    if is_error:
        return frozenset((f"IS_ERR ( {variable} )",))
    return frozenset((f"! {variable}", f"{variable} == NULL", f"NULL == {variable}"))
