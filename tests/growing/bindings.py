"""Bindings of the devicetree: for what reads schemas, examples and lists."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from growing.parts import each, mail, named, new_file

if TYPE_CHECKING:
    from growing.parts import Lines, Thread

_PATH = "Documentation/devicetree/bindings/iio/adc/example,frob.yaml"
_HEAD = (
    "%YAML 1.2",
    "---",
    "title: Example frob",
    "properties:",
    "  compatible:",
    "    const: example,frob1",
)


def _binding(*lines: Lines) -> Thread:
    return (mail(new_file(chain(_HEAD, *lines), _PATH)),)


def properties(n: int) -> Thread:
    """Properties that say nothing of a number, nor of their values."""
    number = "    $ref: /schemas/types.yaml#/definitions/uint32"
    return _binding(each(n, "  a{i}-gpios: true", "  example,a{i}:", number))


def descriptions(n: int) -> Thread:
    """Blocks of prose."""
    return _binding(each(n, "  a{i}-supply:", "    description: |", "      What it is fed by"))


def children(n: int) -> Thread:
    """Child nodes that are open."""
    return _binding(each(n, "  a{i}:", "    type: object", "    properties:", "      reg: true"))


def compatibles(n: int) -> Thread:
    """A list of compatibles, from the last to the first."""
    return _binding(("  b:", "    enum:"), each(n, "      - example,frob{i}"))


def nodes(n: int) -> Thread:
    """An example of nodes that are called like their model, with labels."""
    node = ("    l{i}: frob{i}a@{i} {", '    \tcompatible = "example,frob{i}a";', "    };")
    return _binding(("examples:", "  - |"), each(n, *node))


def examples(n: int) -> Thread:
    """Many examples."""
    compatible = '        compatible = "example,frob1";'
    node = ("  - |", "    adc {", compatible, '        status = "okay";', "    };")
    return _binding(("examples:",), each(n, *node))


CONSTRUCTS = named(properties, descriptions, children, compatibles, nodes, examples)
