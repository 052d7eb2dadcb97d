"""Ways out of a function that leave something acquired behind."""

from __future__ import annotations

import pytest

from reviewbot.context.c.cleanup import Leak, Witness, leaks
from reviewbot.context.c.definitions import definitions
from reviewbot.context.c.flow import read
from reviewbot.knowledge.pairs import shipped

LADDER = """int frob_start(struct frob *frob)
{
	int ret;

	ret = regulator_enable(frob->supply);
	if (ret)
		return ret;
	ret = clk_prepare_enable(frob->clk);
	if (ret)
		goto err_supply;
	ret = frob_boot(frob);
	if (ret)
		goto err_clk;
	return 0;
err_clk:
	clk_disable_unprepare(frob->clk);
err_supply:
	regulator_disable(frob->supply);
	return ret;
}
"""


def found(source: str) -> tuple[Leak, ...]:
    function = read(definitions(source.encode())[0])
    assert function is not None
    return leaks(function, shipped())


def test_a_sound_ladder_leaks_nothing() -> None:
    assert found(LADDER) == ()


def test_a_return_in_the_place_of_a_goto() -> None:
    (leak,) = found(LADDER.replace("goto err_supply;", "return ret;"))
    assert (leak.release, leak.leaving.line) == ("regulator_disable(frob->supply)", 10)
    assert (leak.witness, leak.shown_by) == (Witness.LATER, "err_clk")


def test_the_wrong_label() -> None:
    (leak,) = found(LADDER.replace("goto err_clk;", "goto err_supply;"))
    assert leak.release == "clk_disable_unprepare(frob->clk)"


def test_a_rung_without_its_release() -> None:
    (leak,) = found(LADDER.replace("\tclk_disable_unprepare(frob->clk);\n", ""))
    assert (leak.witness, leak.shown_by) == (Witness.LABELS, "err_supply")


def test_the_last_rung_is_what_most_callers_have() -> None:
    (leak,) = found(
        LADDER.replace("\tclk_disable_unprepare(frob->clk);\n", "").replace(
            "goto err_clk;", "goto err_supply;"
        )
    )
    assert leak.witness is Witness.LADDER
    assert leak.pair is not None
    assert leak.pair.release == "clk_disable_unprepare"


def test_a_lock_is_released_on_any_way_out() -> None:
    (leak,) = found("""int frob_mode(struct frob *frob)
{
	mutex_lock(&frob->lock);
	if (frob->on)
		return 0;
	frob->on = true;
	mutex_unlock(&frob->lock);
	return 0;
}
""")
    assert leak.release == "mutex_unlock(&frob->lock)"


@pytest.mark.parametrize(
    "line",
    [
        "list_add(&buf->node, &frob->bufs);",
        "frob->buf = buf;",
        "ret = devm_add_action(frob->dev, frob_free, buf);",
        "kvfree(buf);",
    ],
)
def test_what_has_an_owner_is_not_leaked(line: str) -> None:
    source = f"""int frob_load(struct frob *frob)
{{
	struct frob_buf *buf;
	int ret;

	buf = kmalloc(frob->size, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	ret = frob_fill(frob);
	if (ret) {{
		kfree(buf);
		return ret;
	}}
	{line}
	ret = frob_send(frob);
	if (ret)
		return ret;
	return 0;
}}
"""
    assert found(source) == ()
    assert found(source.replace(line, "frob->count++;"))
