"""Error code of the caller's own in place of the one that the failed function gave.

Reports an added ``return -ENODEV;`` (or ``err = -ENODEV; goto …;``) right behind a failed call of
a function whose code is known to tell something, as -EPROBE_DEFER does. As a question, also where
any other function failed with an error pointer and its PTR_ERR() is dropped.

Why it matters: a probe that returns another code than -EPROBE_DEFER is not tried again, and the
device is gone; what failed can be seen in no log.

Stays quiet: where the code is looked at first; where zero takes the branch, too, which would be
passed on as success; where the branch returns -EPROBE_DEFER itself, or does not leave; beside a
comment; where no device is given, which cannot defer; where removed lines gave the same code;
where the function fails with NULL, see ``errors.is_err_vs_null``; in tools/.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Remark, Severity
from reviewbot.context.c.failures import outcomes
from reviewbot.context.c.tokens import readable, spelled
from reviewbot.knowledge.failing import fails_with
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.failures import Outcome
    from reviewbot.context.c.tokens import Token
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.WARNING
BUG = True
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
    Good(
        """\
Zero is no interrupt.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
+	irq = platform_get_irq(pdev, 0);
+	if (unlikely(irq <= 0))
+		return -ENXIO;
+	frob->irq = platform_get_irq(pdev, 1);
+	if (frob->irq < 1) {
+		err = -ENODEV;
+		goto err_off;
+	}
+	irq = platform_get_irq(pdev, 2);
+	if (!(irq > 0))
+		return dev_err_probe(&pdev->dev, -ENXIO, "no interrupt\\n");
+	irq = platform_get_irq(pdev, 3);
+	if (irq < 0)
+		return dev_err_probe(&pdev->dev, irq ?: -ENXIO, "no interrupt\\n");
""",
        why="to pass on zero is to return success; the last one does pass on the code",
    ),
    Good(
        """\
Without a ladder.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
 	irq = platform_get_irq(pdev, 0);
-	if (irq < 0) {
-		dev_err(&pdev->dev, "no interrupt\\n");
-		err = -ENXIO;
-		goto err_free;
-	}
+	if (irq < 0)
+		return dev_err_probe(&pdev->dev, -ENXIO, "no interrupt\\n");
""",
        why="it was this code before",
    ),
    Good(
        """\
The initial value.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct platform_device *pdev)
 	int err = -ENODEV;

 	frob->clk = devm_clk_get(&pdev->dev, NULL);
 	if (IS_ERR(frob->clk))
-		goto out;
+		return -ENODEV;
""",
        why="that is what err was at the label",
    ),
    Good(
        """\
Map it.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct device_node *node)
+	base = of_iomap(node, 0);
+	if (IS_ERR(base))
+		return -EIO;
""",
        why="NULL has no code to pass on: the test is wrong",
    ),
)

_CODE = re.compile(r"E[A-Z0-9]+$")
_DEFER = "EPROBE_DEFER"
_NEGATIVE = re.compile(r"-\s*(E[A-Z0-9]+)\b")
_SET = re.compile(r"\b\w+ = -\s*(E[A-Z0-9]+);")
_JUMP = re.compile(r"\bgoto \w+;|\breturn [a-z]\w*;")
_GIVES = re.compile(  # a statement that returns or keeps the code, or leaves with it
    r"return (?:- E\w+|ERR_PTR \( - E\w+ \)|dev_err_probe \( [^,]* , - E\w+ ,.*) ;"
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
            was = _given_before(hunk)
            for call in outcomes(hunk):
                known = _known().get(call.callee.text, {})
                code = _own_code(call, known.get("failure", "error_pointer"))
                if not code or code.line.kind is not Kind.ADDED:
                    continue
                if code.line.text.strip() in moved:
                    continue
                if was[code.text]:
                    was[code.text] -= 1
                    continue
                yield _remark(call, code, known)


@cache
def _known() -> dict[str, dict[str, Any]]:
    """What is known of functions whose code has to be passed on, by name."""
    return {entry["name"]: entry for entry in table("told_codes")["functions"]}


def _given_before(hunk: Hunk) -> Counter[str]:
    """The codes that removed lines gave, by name: what replaces them hides no more than before.

    A removed goto or ``return err;`` gave what the lines in sight set the variable to.
    """
    removed = [line.text for line in hunk.lines if line.kind is Kind.REMOVED]
    kept = [line.text for line in hunk.lines if line.kind is Kind.CONTEXT]
    codes = Counter(code for text in removed for code in _NEGATIVE.findall(text))
    jumps = sum(bool(_JUMP.search(text)) for text in removed)
    for code in [code for text in kept for code in _SET.findall(text)][:jumps]:
        codes[code] += 1
    return codes


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
    if not call.failed(failure) or call.takes_zero or not call.leaves or call.commented:
        return None
    if spelled(call.arguments[:1]) == "NULL":  # no device
        return None
    if failure == "error_pointer" and fails_with().get(call.callee.text) == "null":
        return None  # IS_ERR() is wrong
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
