"""Which calls a patch hands over to callbacks."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.file.handover import Callbacks, alike, callbacks, handovers
from reviewbot.context.c.file.statements import Call, Use

MAIL = """\
Hand over.
---
=== core.c
@@
 void core(struct frob *frob)
 {
-	frob_start(frob);
-	frob_stop(frob);
+	notify(frob);
 }
=== frob.c
@@
 void frob_start(struct frob *frob)
 {
 }
 void frob_stop(struct frob *frob)
 {
 }
+static void frob_event(struct frob *frob)
+{
+	frob_start(frob);
+	frob_stop(frob);
+	kfree(frob);
+}
"""


def test_callback_lists_calls_of_its_own_file_only() -> None:
    context = example_context(MAIL)
    (found,) = callbacks(context.files, context.images)
    assert (found.path, found.name) == ("frob.c", "frob_event")
    assert [call.callee for call in found.calls] == ["frob_start", "frob_stop"]


def test_handover_is_from_another_file() -> None:
    context = example_context(MAIL)
    found = Callbacks(callbacks(context.files, context.images))
    core, frob = context.files
    (given,) = handovers(core, context.images[core], found)
    assert given.moved == ("frob_start", "frob_stop")
    assert [line.text.strip() for line in given.removed] == [
        "frob_start(frob);",
        "frob_stop(frob);",
    ]
    assert list(handovers(frob, context.images[frob], found)) == []


@pytest.mark.parametrize(
    "instead",
    [
        ("+	notify(frob);", "+	frob_event(frob);"),
        ("-	frob_stop(frob);", " 	frob_stop(frob);"),
        ("+	notify(frob);", "+	notify(frob);\n+	frob_stop(frob);"),
    ],
)
def test_no_handover(instead: tuple[str, str]) -> None:
    context = example_context(MAIL.replace(*instead))
    found = Callbacks(callbacks(context.files, context.images))
    core = context.files[0]
    assert list(handovers(core, context.images[core], found)) == []


def test_what_a_file_has_itself_is_not_handed_over() -> None:
    own = MAIL.replace(
        " void core(", " static void frob_start(struct frob *frob)\n {\n }\n void core(", 1
    )
    context = example_context(own)
    found = Callbacks(callbacks(context.files, context.images))
    core = context.files[0]
    assert list(handovers(core, context.images[core], found)) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("mod", "mod->size"), ("module", "module->size"), True),
        (("&frob->dev",), ("&me->dev",), True),
        (("frob",), ("&frob",), False),
        (("frob", "0"), ("frob", "1"), False),
        (("frob",), ("frob", "0"), False),
        ((), (), True),
        ((), ("frob",), False),
    ],
)
def test_calls_alike_but_for_the_variable(
    one: tuple[str, ...], other: tuple[str, ...], *, same: bool
) -> None:
    calls = [Call("f", arguments, 1, Use.BARE, None) for arguments in (one, other)]
    assert alike(*calls) is same
