"""Teardowns in the wrong order."""

from __future__ import annotations

from reviewbot.context.c.file.order import Disorder, disordered


def found(register: str, remove: str) -> tuple[Disorder, ...]:
    source = f"""
static int frob_probe(struct device *dev)
{{
	int ret;

	ret = clk_prepare_enable(frob->clk);
	if (ret)
		return ret;
	ret = {register};
	return ret;
}}

static void frob_remove(struct device *dev)
{{
{remove}
}}

static struct frob_driver driver = {{ .probe = frob_probe, .remove = frob_remove }};
"""
    return disordered(source.encode())


OFF = "\tclk_disable_unprepare(frob->clk);"
DEL = "\twatchdog_unregister_device(&frob->wdd);"
REGISTER = "watchdog_register_device(&frob->wdd)"


def test_what_is_needed_goes_first() -> None:
    (each,) = found(REGISTER, f"{OFF}\n{DEL}")
    assert each.stops is not None
    assert (each.takes.callee, each.stops.callee) == (
        "clk_disable_unprepare",
        "watchdog_unregister_device",
    )
    assert each.takes.line < each.stops.line
    assert not each.masked


def test_the_reverse_is_right() -> None:
    assert found(REGISTER, f"{DEL}\n{OFF}") == ()


def test_managed_is_stopped_after_the_counterpart() -> None:
    (each,) = found("devm_watchdog_register_device(dev, &frob->wdd)", OFF)
    assert each.stops is None


def test_an_interrupt_may_have_been_masked() -> None:
    (each,) = found("request_irq(frob->irq, f, 0, n, frob)", f"{OFF}\n\tfree_irq(frob->irq, frob);")
    assert each.masked
    assert (
        found(
            "request_irq(frob->irq, f, 0, n, frob)",
            f"\tdisable_irq(frob->irq);\n{OFF}\n\tfree_irq(frob->irq, frob);",
        )
        == ()
    )


def test_what_stands_under_a_condition_is_left_alone() -> None:
    assert found(REGISTER, f"\tif (frob->on)\n\t{OFF}\n{DEL}") == ()
    assert found(REGISTER, f"{OFF}\n\tif (frob->registered)\n\t{DEL}") == ()


def test_another_clock_is_another_thing() -> None:
    assert found(REGISTER, f"\tclk_disable_unprepare(frob->bus);\n{DEL}\n{OFF}") == ()


def test_where_it_is_never_stopped_there_is_no_order() -> None:
    assert found(REGISTER, OFF) == ()
