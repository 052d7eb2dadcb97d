"""A call stays where its siblings were handed over to a callback that makes it too.

Reports, where a patch adds a callback to the file of some functions and drops direct calls of two
or more of them from another file, each call of one of them that stays in that other file with the
same arguments: the callback calls that function as well.

Why it matters: the function is called twice, or, on an error path, for something that was never
set up; the patch meant to drop all direct calls and forgot one.

Stays quiet: where the callback is in the same file, is called by name or existed before; where the
function is not one of the callback's own file; where the arguments differ by more than the name of
the variable; where only one function lost calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, BlobContext, Good, Remark, Severity
from reviewbot.context.c.definitions import Sort, definitions
from reviewbot.context.c.flow import read
from reviewbot.context.c.handover import alike, callbacks, handovers
from reviewbot.context.place import added, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.flow import Function
    from reviewbot.context.c.handover import Handover
    from reviewbot.context.c.statements import Call
    from reviewbot.context.image import Image
    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.WARNING
KERNEL_ONLY = True

ASKED_AS = (
    r"(?i)\bleaves? (?:a|the|one|another|this) (?:direct )?call\b"
    r"|\b(?:direct )?calls? (?:to|of) \S+\(\)[^.?!]{0,60}\b(?:is|are|was) left\b"
    r"|\bstill calls? \S+\(\)[^.?!]{0,60}\b(?:directly|twice|too|as well)\b"
    r"|\b(?:be|is|gets) called twice\b"
    r"|\w\(\) call\b[^.?!]{0,60}\bshould (?:also |then |now )?(?:be removed|be dropped|go away)\b"
)

_CORE_HUNKS = """\
=== drivers/frob/core.c
@@ static int frob_add(struct frob *frob)
 static int frob_add(struct frob *frob)
 {
 	int err;

-	trace_frob_init(frob);
+	err = frob_notify(FROB_ADD, frob);
+	if (err)
+		return err;
 	err = frob_power_on(frob);
 	if (err)
 		goto err_power;

 	return 0;

 err_power:
 	trace_frob_exit(frob);
 	return err;
 }
@@ static void frob_remove(struct frob *frob)
 static void frob_remove(struct frob *frob)
 {
-	trace_frob_exit(frob);
+	frob_notify(FROB_REMOVE, frob);
 	frob_power_off(frob);
 }
"""
_TRACE = """\
=== drivers/frob/trace.c
@@
+void trace_frob_init(struct frob *frob)
+{
+	frob->traced = true;
+}
+
+void trace_frob_exit(struct frob *frob)
+{
+	frob->traced = false;
+}
+
+static int trace_frob_event(struct notifier_block *nb, unsigned long event, void *data)
+{
+	struct frob *dev = data;
+
+	if (event == FROB_ADD)
+		trace_frob_init(dev);
+	else
+		trace_frob_exit(dev);
+
+	return NOTIFY_OK;
+}
"""

BAD = (
    Bad(
        f"""\
Let the tracer have its own callback.
---
{_CORE_HUNKS}{_TRACE}""",
        at=("-	trace_frob_init(frob);",),
    ),
)
GOOD = (
    Good(
        f"""\
All are gone.
---
{_CORE_HUNKS.replace(" 	trace_frob_exit(frob);", "-	trace_frob_exit(frob);")}{_TRACE}"""
    ),
    Good(
        f"""\
Another object.
---
{_CORE_HUNKS.replace(" 	trace_frob_exit(frob);", " 	trace_frob_exit(&frob->other);")}{_TRACE}""",
        why="the arguments differ by more than a name",
    ),
    Good(
        f"""\
A helper.
---
{_CORE_HUNKS.replace("frob_notify(FROB_REMOVE, frob)", "trace_frob_event(NULL, 1, frob)")}{_TRACE}""",
        why="a function that is called by name: where it is not called, the others may be needed",
    ),
    Good(
        f"""\
Only one of them moved.
---
{_CORE_HUNKS.replace("-	trace_frob_init(frob);", " 	trace_frob_init(frob);")}{_TRACE}""",
        why="one call that moves is no handover",
    ),
)


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each function of a file that still makes a call which is a callback's now."""
    found = callbacks(context.files, context.images)
    if not found:
        return
    for file in context.files:
        given = tuple(handovers(file, found)) if file in context.images else ()
        if given:
            yield from _in_file(file, context.images[file], given)


def _in_file(file: FileDiff, image: Image, given: tuple[Handover, ...]) -> Iterator[Remark]:
    left = tuple(_left(file, image, given))
    staying = {call.callee for _, call, _ in left}
    for function, call, handover in left:
        at = _nearest(tuple(placed(file, image)), function, call, handover, given)
        siblings = tuple(f"{name}()" for name in handover.moved if name not in staying)
        yield Remark(
            at.body_line,
            {
                "callee": call.callee,
                "function": function.name,
                "label": _label(function, call),
                "line": call.line,
                "callback": handover.callback.name,
                "siblings": siblings,
            },
        )


def _left(
    file: FileDiff, image: Image, given: tuple[Handover, ...]
) -> Iterator[tuple[Function, Call, Handover]]:
    """The calls that stay though a callback makes them."""
    new = added(file, image)
    names = {call.callee for handover in given for call in handover.callback.calls}
    for definition in definitions(image.post):
        if definition.kind is not Sort.FUNCTION or not any(n in definition.text for n in names):
            continue
        function = read(definition)
        for call in function.calls if function else ():
            handover = next((each for each in given if _is_made(call, each)), None)
            if function and handover and call.line not in new:
                yield function, call, handover


def _is_made(call: Call, handover: Handover) -> bool:
    """Whether the callback makes this call too."""
    made = handover.callback.calls
    return any(each.callee == call.callee and alike(each, call) for each in made)


def _label(function: Function, call: Call) -> str:
    """The label the call stands under, empty if none."""
    above = [each for each in function.labels if each.line <= call.line]
    return above[-1].text if above else ""


def _nearest(
    lines: tuple[tuple[int, DiffLine], ...],
    function: Function,
    call: Call,
    handover: Handover,
    given: tuple[Handover, ...],
) -> DiffLine:
    """The removed call in the same function next to the one that stays.

    Of those that stood together, a sibling's goes first. Where nothing was removed from the
    function it is the last removed sibling of the file.
    """
    removed = {id(line) for each in given for line in each.removed}
    inside = [
        (at, line)
        for at, line in lines
        if id(line) in removed and function.start <= at <= function.stop
    ]
    if not inside:
        return handover.removed[-1]
    place = min((at for at, _ in inside), key=lambda at: abs(at - call.line))
    together = [line for at, line in inside if at == place]
    return next((line for line in together if line in handover.removed), together[0])
