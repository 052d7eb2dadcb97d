"""What is of taste is no remark on a line that is copied, or that a later patch takes out again."""

from __future__ import annotations

from mails import mail
from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.model.finding import Confidence
from reviewbot.thread.series import read_thread

CHECK = "flow.else_after_return"
BLOCK = """\
if (frob->late) {
	frob_log(frob);
	return -ETIME;
} else {
	frob_poke(frob);
	frob_count(frob);
}
"""
STOP = "frob_stop(frob);\n"


def patch(part: int, *, before: str = "", removed: str = "", added: str = "") -> bytes:
    """A patch of two that changes what stands before the stop, and has ``before`` further above."""
    kept, gone, new = (len(text.splitlines()) for text in (before, removed, added))
    hunks = ""
    if before:
        hunks = f"@@ -1,{kept} +1,{kept + 1} @@\n+/* Old. */\n{_marked(' ', before)}"
    hunks += f"@@ -20,{gone + 1} +20,{new + 1} @@ static int frob_start(struct frob *frob)\n"
    hunks += _marked("-", removed) + _marked("+", added) + _marked(" ", STOP)
    body = (
        "Start it.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n"
        "diff --git a/drivers/frob/core.c b/drivers/frob/core.c\n"
        f"--- a/drivers/frob/core.c\n+++ b/drivers/frob/core.c\n{hunks}"
    )
    subject = f"[PATCH {part}/2] frob: Start it, part {part}"
    return mail(f"frob-{part}", subject, body=body, to="frob-1" if part > 1 else "")


def _marked(mark: str, text: str) -> str:
    return "".join(f"{mark}\t{line}\n" for line in text.splitlines())


def said(*patches: bytes, by: str = CHECK) -> list[Confidence]:
    """How sure a check is of what it says of them."""
    (check,) = select([by])
    found = run(read_thread(patches).series, [check]).findings
    return [each.confidence for each in found]


OTHER = patch(2, added="frob_other(frob);\n")


def test_it_is_said_of_what_stays() -> None:
    assert said(patch(1, added=BLOCK), OTHER) == [Confidence.HIGH]


def test_of_what_a_later_patch_takes_out_it_is_only_noted() -> None:
    assert said(patch(1, added=BLOCK), patch(2, removed=BLOCK)) == [Confidence.LOW]


def test_the_same_text_between_other_lines_is_another_one() -> None:
    later = patch(2, removed="frob_other(frob);\n} else {\nfrob_more(frob);\n")
    assert said(patch(1, added=BLOCK), later) == [Confidence.HIGH]


def test_what_a_later_patch_only_moves_stays() -> None:
    moved = patch(2, removed=BLOCK, added=f"frob_first(frob);\n{BLOCK}")
    assert said(patch(1, added=BLOCK), moved) == [Confidence.HIGH]


def test_of_what_the_file_had_so_it_is_only_noted() -> None:
    assert said(patch(1, before=BLOCK, added=BLOCK), OTHER) == [Confidence.LOW]


def test_lines_of_which_few_say_something_are_alike_by_chance() -> None:
    before = "\treturn -ETIME;\n} else {\n"
    assert said(patch(1, before=before, added=BLOCK), OTHER) == [Confidence.HIGH]


def test_of_what_another_patch_of_the_series_takes_from_elsewhere_it_is_only_noted() -> None:
    first = patch(1, removed=f"{BLOCK}frob_more(frob);\n")
    assert said(first, patch(2, added=BLOCK)) == [Confidence.LOW]


def test_of_what_is_only_spaced_otherwise_it_is_only_noted() -> None:
    for removed, sure in (
        ("fsleep( 5000 );\n", Confidence.LOW),
        ("frob_wait(frob,\n\tfsleep\n(5000);\n", Confidence.LOW),
        ("fsleep(2000);\n", Confidence.HIGH),
    ):
        changed = patch(1, removed=removed, added="fsleep(5000);\n")
        assert said(changed, OTHER, by="units.sleep") == [sure]
    gone = patch(1, removed="frob(5000,frob);\n", added="frob(5000,  frob);\n")
    assert Confidence.LOW not in said(gone, OTHER, by="style.slip")


def test_an_old_argument_of_a_new_call_is_no_old_call() -> None:
    argument = "\tPTR_ERR(frob->regulator));\n"
    call = 'dev_err(frob->dev, "no regulator: %ld\\n",\n'
    for removed, sure in (
        (call + argument, []),
        ("frob_log(frob,\n" + argument, [Confidence.HIGH]),
    ):
        changed = patch(1, removed=removed, added=call + argument)
        assert said(changed, OTHER, by="log.ptr_err") == sure
