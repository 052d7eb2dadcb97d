"""Devicetree source is read whole, cut off or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindings import added
from reviewbot.context.dts.pieces import pieces
from reviewbot.context.dts.read import DEEPEST, Lines, read
from reviewbot.model.budget import TooLargeError

if TYPE_CHECKING:
    from reviewbot.context.dts.node import Node

BOARD = """\
/dts-v1/;
#include "frob.dtsi"
/include/ "more.dtsi"
/ {
	#address-cells = <1>; /* a { comment
	of two lines */
	compatible = "example,board", "example,\\"x";

	adc: main: adc@1f {
		reg = <0x1f (1 << 2)>, <2>;
		gpios = <&{/soc/gpio} 1 GPIO_ACTIVE_LOW>;
		// wakeup-source;
		/delete-property/ spi-cpol;
		no-map;
	};
};

&uart0 {
	status = "okay";
};
"""
HUNK = """\
 of a comment */
	<2 3>;
	reg = <1>;
};

led: led@2 {
	reg = <2>;
"""


def tree(text: str, row: int = 1) -> Node:
    return read(Lines(row, tuple(text.rstrip("\n").split("\n"))))


def test_a_board_has_its_nodes_and_properties() -> None:
    top = tree(BOARD)
    root, uart = top.children
    (adc,) = root.children
    assert (root.name, uart.name, uart.get("status").strings) == ("/", "&uart0", ("okay",))  # type: ignore[union-attr]
    assert (adc.labels, adc.name, adc.address, adc.full_name) == (
        ("adc", "main"),
        "adc",
        "1f",
        "adc@1f",
    )
    assert (adc.row, adc.end, adc.is_whole) == (9, 15, True)
    assert [each.name for each in adc.properties] == ["reg", "gpios", "no-map"]
    assert adc.properties[0].cells == (("0x1f", "(", "1", "<", "<", "2", ")"), ("2",))
    assert adc.properties[1].cells == (("&{/soc/gpio}", "1", "GPIO_ACTIVE_LOW"),)
    assert root.compatibles == ("example,board", 'example,\\"x')
    assert [each.row for each in root.properties] == [5, 7]
    assert [(node.name, len(above)) for node, above in top.walk()] == [
        ("/", 1),
        ("adc", 2),
        ("&uart0", 1),
    ]


def test_a_hunk_is_cut_off_at_both_ends() -> None:
    top = tree(HUNK, row=100)
    above, led = top.children
    assert (above.name, above.is_whole) == ("", False)
    assert [each.name for each in above.properties] == ["reg"]
    assert (led.full_name, led.is_whole, led.row) == ("led@2", False, 105)
    assert led.get("reg").row == 106  # type: ignore[union-attr]


def test_the_nodes_of_a_hunk_know_what_is_added() -> None:
    context = added("/ {\n\tadc@1 { };\n};\n", "arch/arm/boot/dts/frob.dts")
    (piece,) = pieces(context)
    node, _ = list(piece.tree.walk())[1]
    assert node.full_name == "adc@1"
    assert piece.adds(node)
    assert context.message.line(piece.at(node)) == "+\tadc@1 { };"


@pytest.mark.parametrize("text", ["a {" * (DEEPEST + 1), "}" * (DEEPEST + 1)])
def test_what_is_deeper_than_any_board_is_refused(text: str) -> None:
    with pytest.raises(TooLargeError):
        tree(text)


@given(st.text(alphabet='ab@:;{}<>"=/*&#,\\\n ', max_size=80))
def test_any_text_is_read(text: str) -> None:
    try:
        top = tree(text)
    except TooLargeError:
        return
    for node, _ in top.walk():
        assert 1 <= node.row <= node.end


def test_a_node_knows_whether_it_takes_something_out() -> None:
    outer, inner = (
        node for node, _ in tree("frob {\n\tpart {\n\t\t/delete-property/ dmas;\n\t};\n};\n").walk()
    )
    assert (outer.deletes, inner.deletes) == (False, True)
