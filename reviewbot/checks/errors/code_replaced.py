"""Error code of the caller's own in place of the one that the failed function gave.

Reports an added ``return -ENODEV;`` (or ``err = -ENODEV; goto …;``) right behind a failed call of
a function whose code is known to tell something, as -EPROBE_DEFER does. As a question, also where
any other function failed with an error pointer and its PTR_ERR() is dropped.

Why it matters: a probe that returns another code than -EPROBE_DEFER is not tried again, and the
device is gone; what failed can be seen in no log.

Stays quiet: where the code is looked at first; where the branch returns -EPROBE_DEFER itself, or
does not leave; beside a comment; where no device is given, which cannot defer; at codes that were
only moved; in tools/.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Remark, Severity
from reviewbot.context.c.failures import outcomes
from reviewbot.context.c.tokens import readable, spelled
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.failures import Outcome
    from reviewbot.context.c.tokens import Token

SEVERITY = Severity.WARNING
KERNEL_ONLY = True

ASKED_AS = (
    r"(?i)\breturn (?:the )?(?:original |real |actual |returned )(?:error|code)"
    r"|\b(?:propagate|pass on|preserve|forward)\b[^.?!]{0,40}\b(?:error|code|return value)"
    r"|\b(?:overrid\w*|overwrit\w*|mask\w*|hid(?:e|es|ing)|shadow\w*|replac\w*|los\w*|drop\w*|swallow\w*)\b"
    r"[^.?!]{0,40}\b(?:error(?: code)?|return (?:value|code)|-?EPROBE_DEFER)\b"
    r"|\bwhy not (?:just )?(?:return|use) (?:\w+|PTR_ERR\([^)]*\))"
    r"|\breturn PTR_ERR\b|\bEPROBE_DEFER\b"
)

BAD = (
    Bad(
        """\
Add a driver.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
+	irq = platform_get_irq(pdev, 0);
+	if (irq < 0)
+		return -ENXIO;
+
+	frob->clk = devm_clk_get(&pdev->dev, NULL);
+	if (IS_ERR(frob->clk)) {
+		dev_err(&pdev->dev, "no clock: %ld\\n", PTR_ERR(frob->clk));
+		err = -ENODEV;
+		goto err_off;
+	}
+
+	frob->reset = devm_gpiod_get(&pdev->dev, "reset", GPIOD_OUT_LOW);
+	if (IS_ERR(frob->reset))
+		return dev_err_probe(&pdev->dev, -EINVAL, "no reset line\\n");
""",
        at=(
            "+		return -ENXIO;",
            "+		err = -ENODEV;",
            '+		return dev_err_probe(&pdev->dev, -EINVAL, "no reset line\\n");',
        ),
    ),
    Bad(
        """\
Keep a table.
---
=== drivers/frob/core.c
@@ static int frob_open(struct frob *frob)
 	frob->table = frob_table_create(frob);
+	if (IS_ERR(frob->table))
+		return -ENOMEM;
 	return 0;
""",
        at=("+		return -ENOMEM;",),
        confidence=Confidence.MODERATE,
    ),
)
GOOD = (
    Good(
        """\
Add a driver.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
+	irq = platform_get_irq(pdev, 0);
+	if (irq < 0)
+		return irq;
+
+	frob->clk = devm_clk_get(&pdev->dev, NULL);
+	if (IS_ERR(frob->clk))
+		return dev_err_probe(&pdev->dev, PTR_ERR(frob->clk), "no clock\\n");
"""
    ),
    Good(
        """\
Look at the code first.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
+	irq = platform_get_irq(pdev, 0);
+	if (irq < 0) {
+		if (irq == -EPROBE_DEFER)
+			return irq;
+		return -ENXIO;
+	}
+	clk = devm_clk_get(&pdev->dev, NULL);
+	if (IS_ERR(clk))
+		return -EPROBE_DEFER;
""",
        why="the code that matters is passed on, or meant",
    ),
    Good(
        """\
Read a number.
---
=== drivers/frob/core.c
@@ static int frob_parse(struct frob *frob, const char *text)
+	err = kstrtouint(text, 0, &frob->rate);
+	if (err)
+		return -EINVAL;
+	err = device_property_read_u32(frob->dev, "rate", &frob->rate);
+	if (err)
+		return -ENODEV;
""",
        why="what these return says little, and many map it",
    ),
    Good(
        """\
What user space expects.
---
=== drivers/frob/core.c
@@ static int frob_open(struct frob *frob)
+	frob->table = frob_table_create(frob);
+	if (IS_ERR(frob->table))
+		return -EAGAIN;	/* as the ABI says */
+	clk = clk_get(NULL, "frob");
+	if (IS_ERR(clk))
+		return -ENODEV;
""",
        why="a comment gives a reason; without a device there is nothing to wait for",
    ),
    Good(
        """\
Only moved.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
-	if (irq < 0)
-		return -ENXIO;
 	frob_init(frob);
+	irq = platform_get_irq(pdev, 0);
+	if (irq < 0)
+		return -ENXIO;
""",
        why="it was there before",
    ),
)

_CODE = re.compile(r"E[A-Z0-9]+$")
_DEFER = "EPROBE_DEFER"
_GIVES = re.compile(  # a statement that returns or keeps the code, or leaves with it
    r"return (?:- E\w+|ERR_PTR \( - E\w+ \)|dev_err_probe \(.*) ;"
    r"|[\w .>\[\]-]+ = (?:- E\w+|ERR_PTR \( - E\w+ \)) ;"
    r"|goto \w+ ;"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each code that hides the one of the function that failed."""
    moved = context.removed()
    for file in context.files:
        if not file.is_c or file.path.startswith("tools/"):
            continue
        for hunk in file.hunks:
            if "IS_ERR" not in hunk.words and _known().keys().isdisjoint(hunk.words):
                continue
            if not any(line.kind is Kind.ADDED and "-E" in line.text for line in hunk.lines):
                continue
            for call in outcomes(hunk):
                known = _known().get(call.callee.text, {})
                code = _own_code(call, known.get("failure", "error_pointer"))
                if code and code.line.kind is Kind.ADDED and code.line.text.strip() not in moved:
                    yield _remark(call, code, known)


@cache
def _known() -> dict[str, dict[str, Any]]:
    """What is known of functions whose code has to be passed on, by name."""
    return {entry["name"]: entry for entry in table("told_codes")["functions"]}


def _remark(call: Outcome, code: Token, known: Mapping[str, Any]) -> Remark:
    variable = readable(call.variable)
    is_pointer = call.failed("error_pointer")
    return Remark(
        code.line.body_line,
        {
            "callee": call.callee.text,
            "own": f"-{code.text}",
            "given": f"PTR_ERR({variable})" if is_pointer else variable,
            "code": known.get("code", ""),
        },
        Confidence.HIGH if known else Confidence.MODERATE,
    )


def _own_code(call: Outcome, failure: str) -> Token | None:
    """The one code with which the branch of the failed call leaves, if it is not the call's."""
    if not call.failed(failure) or not call.leaves or call.commented:
        return None
    if spelled(call.arguments[:1]) == "NULL":  # no device
        return None
    codes = [
        token for sign, token in pairwise(call.body) if sign.text == "-" and _CODE.match(token.text)
    ]
    if len(codes) != 1 or codes[0].text == _DEFER:
        return None
    name = spelled(call.variable)
    messages = table("prints")["reporters"]["names"]
    for statement in _statements(call.body):
        first = statement.partition(" ")[0]
        looks = f" {name} " in f" {statement} " and first not in messages
        if not _GIVES.fullmatch(statement) and (looks or first == "return"):
            return None
    return codes[0]


def _statements(body: tuple[Token, ...]) -> Iterator[str]:
    """The canonical spelling of each piece of a branch that ends with ``;``, ``{`` or ``}``."""
    start = 0
    for index, token in enumerate(body):
        if token.text in (";", "{", "}"):
            yield spelled(body[start : index + 1])
            start = index + 1
