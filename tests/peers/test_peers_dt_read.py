"""What the devicetree tools print and name is read as it is meant, and nothing else is."""

from __future__ import annotations

import pytest

from reviewbot.peers.dt import compile as compiler
from reviewbot.peers.dt.binding import AFTER, BEFORE, Binding, placed
from reviewbot.peers.dt.headers import RefusedError, included, is_safe
from reviewbot.peers.dt.newly import newly
from reviewbot.peers.dt.positions import position, positions
from reviewbot.peers.dt.references import referred_to

PATH = "Documentation/devicetree/bindings/frob/example,frob.yaml"
TOLD = """\
/dts-v1/;

/ { /* x.yaml:5, x.yaml:30 */
\tcompatible = "foo"; /* x.yaml:6 */

\texample-0 { /* x.yaml:7 */

\t\tbar: frob@1 { /* x.yaml:12 */
\t\t\treg = <0x01>; /* x.yaml:13 */
\t\t\tstr = "a {\\n/* x */", "};"; /* x.yaml:14 */
\t\t\tbig; /* x.yaml:15 */

\t\t\tpart { /* x.yaml:16 */
\t\t\t}; /* x.yaml:17 */
\t\t}; /* x.yaml:18 */
\t}; /* x.yaml:19 */

\t__fixups__ {
\t\tnone = "/example-0:a:0";
\t};
};
"""


def test_positions_of_nodes_and_properties() -> None:
    frob = "/example-0/frob@1"
    assert positions(TOLD) == {
        "/": 5, "/:compatible": 6, "/example-0": 7, frob: 12, f"{frob}:reg": 13,
        f"{frob}:str": 14, f"{frob}:big": 15, f"{frob}/part": 16,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("below", "words", "line"),
    [
        ([], "it is odd", 12),
        (["reg"], "reg: [[1]] is too long", 13),
        (["reg", 0, 1], "1 is too large", 13),
        (["part", "width"], "'width' is odd", 16),
        ([], "Unevaluated properties are not allowed ('big' was unexpected)", 15),
        ([], "'part' does not match any of the regexes", 16),
        ([], "'height' is a required property", 12),
    ],
)
def test_what_is_said_of_a_node_stands_at_its_property(
    below: list[str], words: str, line: int
) -> None:
    assert position(positions(TOLD), "/example-0/frob@1", below, words) == line


def test_an_unknown_node_has_no_line() -> None:
    assert position(positions(TOLD), "/nowhere", ["reg"], "odd") == 0


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Error: x.yaml:9.11-13 syntax error", (9, "syntax error")),
        ("x.yaml:13.11-21: Warning (reg_format): /a:reg: odd", (13, "(reg_format): /a:reg: odd")),
        ("x.yaml:54.48-70.11: ERROR (duplicate_label): /a: odd", (54, "(duplicate_label): /a: odd")),
        ("x.yaml:8:10: fatal error: a.h: No such file or directory",
         (8, "a.h: No such file or directory")),
        ("x.dtb: Warning (spi_bus_reg): Failed prerequisite 'reg_format'", None),
        ("FATAL ERROR: Unable to parse input tree", None),
    ],
)  # fmt: skip
def test_what_the_compiler_prints(line: str, read: tuple[int, str] | None) -> None:
    assert list(compiler.read(line, "dtc")) == ([(read[0], "dtc", read[1])] if read else [])


@pytest.mark.parametrize(
    "text",
    [
        '#include "/etc/passwd"',
        "#include </etc/passwd>",
        "#include <dt-bindings/../../x>",
        "#include <linux/types.h>",
        "  # include NAME",
        "# /* a\n b */ include <x>",
        "# /**/ include <dt-bindings/a.h>",
        "#inc\\\nlude <x>",
        "#inc\\ \nlude <x>",
        "%:include <x>",
        "??=include <x>",
        "#include_next <x>",
        "#import <x>",
        "#embed <x>",
        "#pragma once",
        "#if __has_include(<x>)",
        '_Pragma("x")',
        "#\0include <x>",
    ],
)
def test_a_text_that_may_open_another_file_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        list(included(f"a\n{text}\nb", "include"))


def test_headers_that_are_included() -> None:
    text = (
        "/*\n * include/dt-bindings/frob.h - what to include\n */\n"
        '  #include <dt-bindings/a/b.h>\n# include "c.h" // its own\nfrob { include = "x"; };\n'
    )
    found = list(included(text, "include/dt-bindings/a"))
    assert found == ["include/dt-bindings/a/b.h", "include/dt-bindings/a/c.h"]


def test_what_the_compiler_would_open_is_seen_where_macros_are_gone() -> None:
    assert is_safe("/ { a = <1>; };")
    assert not is_safe('/ { a = /incbin/("/etc/passwd"); };')
    assert not is_safe('/include/ "x"')


def test_references_by_their_paths() -> None:
    content = b"""
  - $ref: /schemas/spi/spi-controller.yaml#
  - $ref: "mill.yaml#/$defs/a"
    $ref: ../leds/common.yaml#
    $ref: /schemas/types.yaml#/definitions/uint32
    $ref: ../../../../../etc/x.yaml
    $ref: '#/$defs/b'
"""
    folder = "Documentation/devicetree/bindings"
    assert list(referred_to(PATH, content)) == [
        f"{folder}/spi/spi-controller.yaml",
        f"{folder}/frob/mill.yaml",
        f"{folder}/leds/common.yaml",
        f"{folder}/types.yaml",
    ]


def binding(before: bytes | None = None) -> Binding:
    added = {3: "  - reg", 7: "        reg = <1>;", 9: "        big;", 10: "  maxItems: 1"}
    return Binding(PATH, before, b"", {line: line + 100 for line in added}, added)


@pytest.mark.parametrize(
    ("line", "words", "at"),
    [
        (7, "odd", 107),
        (3, "properties: 'big' should not be valid", 103),
        (3, "properties: 'maxItems' should not be valid", 110),
        (1, "frob@1: 'big' is a required property", 109),
        (8, "frob@1: 'nothing' is a required property", 107),
        (0, "odd", 103),
    ],
)
def test_what_is_said_stands_at_an_added_line(line: int, words: str, at: int) -> None:
    assert [one.at for one in placed([binding()], [(PATH, line, "dtc", words)])] == [at]


def test_what_was_said_as_often_before_is_left_out() -> None:
    asked: list[str] = []

    def ask(side: str, _bindings: object) -> list[tuple[str, int, str, str]]:
        asked.append(side)
        return [(PATH, 1, "dtc", "odd")] * {AFTER: 2, BEFORE: 1}[side]

    assert list(newly(ask, [binding(b"old")])) == [(PATH, 1, "dtc", "odd")]
    assert len(list(newly(ask, [binding()]))) == 2
    assert asked == [AFTER, BEFORE, AFTER]
