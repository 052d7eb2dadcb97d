"""The light reading of a function body."""

from __future__ import annotations

from reviewbot.learn.outline import Call, Label, Leave, Stop, outline

BODY = """{
	int ret;

	frob->buf = (u8 *)kzalloc(frob->size, GFP_KERNEL);
	if (!frob->buf)
		return -ENOMEM;
	ret = frob_start(&frob->dev, "x;y{");
	if (ret) {
		pr_err("no (\\n");
		goto err_free;
	}
	for_each_frob(x)
		frob_poke(x);
	return 0;

err_free:
	kfree(frob->buf);
	return ret;
}"""


def test_a_branch_that_leaves_is_one_item_with_its_calls() -> None:
    items = outline(BODY)
    alloc = items[0]
    assert isinstance(alloc, Call)
    assert (alloc.name, alloc.target, alloc.arguments[0]) == ("kzalloc", "frob->buf", "frob->size")
    leaves = [item for item in items if isinstance(item, Leave)]
    assert [(leave.jump, leave.text, leave.under) for leave in leaves] == [
        (False, "-ENOMEM", "!frob->buf"),
        (True, "err_free", "ret"),
    ]
    assert [call.name for call in leaves[1].calls] == ["pr_err"]


def test_jumps_and_labels_stay_on_the_line() -> None:
    items = outline(BODY)
    assert [item for item in items if isinstance(item, (Stop, Label))] == [
        Stop(jump=False, text="0"),
        Label("err_free"),
        Stop(jump=False, text="ret"),
    ]


def test_a_loop_is_laid_flat_and_its_calls_are_doubtful() -> None:
    poke = next(i for i in outline(BODY) if isinstance(i, Call) and i.name == "frob_poke")
    assert poke.branch


def test_what_is_no_body_has_no_items() -> None:
    assert outline("{ if (x) { }") == ()
    assert outline("") == ()
    assert outline("{" + "if (a) " * 5000 + ";}") == ()
