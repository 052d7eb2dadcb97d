"""Added notifier_from_errno(0), which is NOTIFY_OK.

Reports the call with a literal 0, and with a local variable that holds nothing but 0 in a function
that is whole in the hunk.

Why it matters: the call says that something may have failed. NOTIFY_OK says what the function does.

Stays quiet: where the variable is assigned anything but 0, is passed on, has its address taken, is
a parameter or is not seen from its declaration on; where the function contains preprocessor
lines; where the line was only moved or reindented.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, DiffContext, Good, Remark, Severity
from reviewbot.context.c.cut import closing
from reviewbot.context.c.functions import Functions
from reviewbot.context.c.notifiers import constant_calls
from reviewbot.context.c.tokens import code, spelled, tokenize
from reviewbot.context.c.values import always_zero
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.notifiers import ConstantCall
    from reviewbot.model.patch import FileDiff, Hunk

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
_MOST = 200  # calls looked at in one hunk: each costs a look at all of its function
ASKED_AS = (
    r"\breturn\s+NOTIFY_OK\b"
    r"|\b(?:simply|just|directly|plain|use|replaced? by|replaced? with)\b[^.?!]{0,40}\bNOTIFY_OK\b"
    r"|\bNOTIFY_OK\b[^.?!]{0,40}\b(?:instead|directly|suffices|is enough)\b"
)

BAD = (
    Bad(
        """\
Frob devices come and go; tell the core.
---
=== drivers/frob/core.c
@@ static void frob_stop(struct frob *frob)
+static int frob_event(struct notifier_block *nb, unsigned long event,
+		      void *data)
+{
+	if (event == FROB_EVENT_ADD)
+		frob_start(data);
+
+	return notifier_from_errno(0);
+}
+
""",
        at=("+	return notifier_from_errno(0);",),
    ),
    Bad(
        """\
A variable nobody changes.
---
=== drivers/frob/core.c
@@ static void frob_stop(struct frob *frob)
+static int frob_event(struct notifier_block *nb, unsigned long event,
+		      void *data)
+{
+	struct frob *frob = data;
+	int err = 0, old;
+
+	old = frob->state;
+	frob->err = -EIO;
+	if (event == FROB_EVENT_ADD)
+		frob_start(frob, old);
+	if (err)
+		pr_warn("not started\\n");
+
+	return notifier_from_errno(err);
+}
+
""",
        at=("+	return notifier_from_errno(err);",),
    ),
    Bad(
        """\
Not returned at once.
---
=== drivers/frob/core.c
@@ static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
 	default:
-		ret = NOTIFY_DONE;
+		ret = notifier_from_errno(0);
 		break;
 	}
""",
        at=("+		ret = notifier_from_errno(0);",),
    ),
)
GOOD = (
    Good(
        """\
Said plainly.
---
=== drivers/frob/core.c
@@ static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
-	return notifier_from_errno(0);
+	return NOTIFY_OK;
"""
    ),
    Good(
        """\
It can fail.
---
=== drivers/frob/core.c
@@ static void frob_stop(struct frob *frob)
+static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
+{
+	int err = 0;
+
+	if (event == FROB_EVENT_ADD)
+		err = frob_start(p);
+
+	return notifier_from_errno(err);
+}
""",
        why="the variable starts as 0, but is assigned a result",
    ),
    Good(
        """\
By its address.
---
=== drivers/frob/core.c
@@ static void frob_stop(struct frob *frob)
+static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
+{
+	int err = 0;
+
+	frob_try(p, event, &err);
+
+	return notifier_from_errno(err);
+}
""",
        why="the variable is written to through its address",
    ),
    Good(
        """\
By a macro.
---
=== drivers/frob/core.c
@@ static void frob_stop(struct frob *frob)
+static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
+{
+	int err = 0;
+
+	frob_try(p, event, err);
+
+	return notifier_from_errno(err);
+}
""",
        why="what looks like a call may be a macro that assigns to its argument",
    ),
    Good(
        """\
Only the end is in sight.
---
=== drivers/frob/core.c
@@ static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
 	err = 0;
 	if (event == FROB_EVENT_ADD)
 		frob_start(p);
+	frob_kick(p);
-	return NOTIFY_OK;
+	return notifier_from_errno(err);
 }
""",
        why="the function begins above the hunk",
    ),
    Good(
        """\
Indent it.
---
=== drivers/frob/core.c
@@ static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
+	if (!frob_ready(p))
-	return notifier_from_errno(0);
+		return notifier_from_errno(0);
""",
        why="the line was there before",
    ),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added call whose result is a constant."""
    for file in context.files:
        if file.is_c:
            for call in constant_calls():
                yield from _in_file(file, call)


def _in_file(file: FileDiff, call: ConstantCall) -> Iterator[Remark]:
    lines = [line for hunk in file.hunks for line in hunk.lines if call.function in line.text]
    removed = {line.text.strip() for line in lines if line.kind is Kind.REMOVED}
    if not any(line.kind is Kind.ADDED for line in lines):
        return
    for hunk in file.hunks:
        for remark, text in _in_hunk(hunk, call):
            if text not in removed:  # else it was moved or reindented
                yield remark


def _in_hunk(hunk: Hunk, call: ConstantCall) -> Iterator[tuple[Remark, str]]:
    """The remarks on a hunk, each with the text of its line."""
    tokens = tokenize(hunk.post)
    functions = Functions(hunk, tokens)
    calls = (
        index
        for index, token in enumerate(tokens[:-1])
        if token.text == call.function and token.line.kind is Kind.ADDED
    )
    for index in islice(calls, _MOST):
        line = tokens[index].line
        end = closing(tokens, index + 1) if tokens[index + 1].text == "(" else None
        if end is None:
            continue
        argument = code(tokens[index + 2 : end])
        variable = ""
        if spelled(argument) != call.argument:
            function = functions.around(index) if len(argument) == 1 else None
            if function is None or not always_zero(argument[0], function):
                continue
            variable = argument[0].text
        statement = spelled((*tokens[index - 1 : index], *tokens[end + 1 : end + 2]))
        instead = f"return {call.value};" if statement == "return ;" else call.value
        yield (
            Remark(line.body_line, {"instead": instead, "variable": variable}),
            line.text.strip(),
        )
