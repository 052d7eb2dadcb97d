"""Ways out of a function that leave something acquired behind."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.cleanup import Leak, Witness, leaks
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read
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


def test_a_ladder_that_branches_leaks_only_where_every_branch_does() -> None:
    assert not found(LADDER.replace("err_clk:\n", "err_clk:\n\tif (frob->gone)\n\t\treturn ret;\n"))


def test_what_an_owner_keeps_goes_with_the_owner() -> None:
    source = """int frob_add(struct frob *frob)
{
	struct frob_port *port = frob->port;
	int ret;

	port->name = kstrdup(frob->name, GFP_KERNEL);
	if (!port->name)
		return -ENOMEM;
	ret = frob_check(frob);
	if (ret)
		goto err_name;
	ret = frob_add_port(frob);
	if (ret) {
		put_device(&port->dev);
		return ret;
	}
	return 0;
err_name:
	kfree(port->name);
	return ret;
}
"""
    assert not found(source)
    assert found(source.replace("\t\tput_device(&port->dev);\n", ""))


@pytest.mark.parametrize("call", ["auxiliary_device_uninit(adev)", "frob_uninit(adev)",
                                  "frob_put(&port->adev)", "put_frob(&port->adev.dev)"])  # fmt: skip
def test_what_something_is_embedded_in_goes_with_it(call: str) -> None:
    source = f"""int frob_add(struct frob *frob)
{{
	struct auxiliary_device *adev;
	struct frob_port *port;
	int ret;

	port = kzalloc(sizeof(*port), GFP_KERNEL);
	if (!port)
		return -ENOMEM;
	adev = &port->adev;
	adev->dev.release = frob_port_release;
	ret = auxiliary_device_init(adev);
	if (ret)
		goto err_port;
	ret = auxiliary_device_add(adev);
	if (ret) {{
		{call};
		return ret;
	}}
	return 0;
err_port:
	kfree(port);
	return ret;
}}
"""
    assert not found(source)
    assert found(source.replace(call, "clk_disable(frob->clk)"))
    if call.startswith("auxiliary"):
        assert found(source.replace("adev = &port->adev;", "adev = frob->adev;"))


def test_what_is_dropped_on_the_way_needs_no_release() -> None:
    source = """int frob_find(struct frob *frob)
{
	struct device_node *node, *child;
	int ret;

	node = of_node_get(frob->node);
	ret = frob_check(frob);
	if (ret)
		goto err_node;
	child = of_find_matching_node(node, frob_match);
	if (!child)
		return -ENODEV;
	return 0;
err_node:
	of_node_put(node);
	return ret;
}
"""
    assert not found(source)
    assert found(source.replace("of_find_matching_node(node", "frob_find_child(node"))


def test_what_takes_two_steps_is_released_after_the_last() -> None:
    source = """int frob_map(struct frob *frob)
{
	int ret;

	frob_region_init(&frob->region);
	ret = frob_region_create(&frob->region);
	if (ret)
		return ret;
	ret = frob_boot(frob);
	if (ret)
		goto err_region;
	return 0;
err_region:
	frob_region_free(&frob->region);
	return ret;
}
"""
    assert not found(source)
    assert found(
        source.replace(
            "frob_boot(frob);\n\tif (ret)\n\t\tgoto err_region",
            "frob_boot(frob);\n\tif (ret)\n\t\treturn ret",
        ).replace(
            "return 0;\n", "ret = frob_run(frob);\n\tif (ret)\n\t\tgoto err_region;\n\treturn 0;\n"
        )
    )


def test_vectors_of_a_managed_device_are_managed() -> None:
    source = """int frob_probe(struct pci_dev *pdev)
{
	int ret;

	ret = pci_enable_device(pdev);
	if (ret)
		return ret;
	ret = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_ALL_TYPES);
	if (ret < 0)
		return ret;
	ret = frob_check(pdev);
	if (ret)
		return ret;
	ret = frob_boot(pdev);
	if (ret)
		goto err_vectors;
	return 0;
err_vectors:
	pci_free_irq_vectors(pdev);
	return ret;
}
"""
    assert "pci_free_irq_vectors(pdev)" in {leak.release for leak in found(source)}
    assert not found(source.replace("pci_enable_device", "pcim_enable_device"))


def test_the_last_return_amid_gotos() -> None:
    source = """int frob_start(struct frob *frob)
{
	int ret;

	ret = frob_begin(frob);
	if (ret)
		return ret;
	ret = frob_check(frob);
	if (ret)
		goto err_close;
	ret = frob_boot(frob);
	if (ret)
		return ret;
	return 0;
err_close:
	frob_close(frob);
	return ret;
}
"""
    (leak,) = found(source)
    assert (leak.witness, leak.release, leak.leaving.line) == (
        Witness.BYPASS,
        "frob_close(frob)",
        13,
    )
    cleaned = source.replace(
        "boot(frob);\n\tif (ret)\n\t\treturn ret;",
        "boot(frob);\n\tif (ret) {\n\t\tfrob_shutdown(frob);\n\t\treturn ret;\n\t}",
    )
    assert not found(cleaned)


def test_a_label_this_way_takes_itself_is_no_example() -> None:
    (leak,) = found("""int frob_start(struct frob *frob)
{
	int ret;

	ret = clk_prepare_enable(frob->clk);
	if (ret)
		return ret;
	ret = frob_boot(frob);
	if (ret)
		goto err;
	ret = frob_run(frob);
	if (ret) {
		clk_disable_unprepare(frob->clk);
		goto err;
	}
	return 0;
err:
	frob_log(frob);
	return ret;
}
""")
    assert (leak.shown_by, leak.by_label) == ("line 13", False)


def test_a_lock_the_caller_holds_is_not_left_held() -> None:
    assert not found("""int frob_wait(struct frob *frob)
{
	mutex_unlock(&frob->lock);
	msleep(1);
	mutex_lock(&frob->lock);
	if (frob->gone)
		return -ENODEV;
	return 0;
}
""")


@pytest.mark.parametrize("returned", ["-EINPROGRESS", "-EIOCBQUEUED"])
def test_what_is_handed_on_is_undone_by_who_has_it(returned: str) -> None:
    begun = LADDER.replace(
        "\t\tgoto err_clk;\n\treturn 0;", f"\t\tgoto err_clk;\n\treturn {returned};"
    )
    assert found(begun) == ()
    on_the_way = LADDER.replace(
        "\treturn 0;", f"\tif (frob->queued)\n\t\treturn {returned};\n\treturn 0;"
    )
    assert found(on_the_way) == ()
    (leak,) = found(LADDER.replace("goto err_supply;", "return -EBUSY;"))
    assert leak.release == "regulator_disable(frob->supply)", "being busy is a failure"
