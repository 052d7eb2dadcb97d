"""Types of properties, and what reads them."""

from __future__ import annotations

import pytest

from reviewbot.context.binding.schema import schemas
from reviewbot.context.binding.types import is_read_as, type_of
from reviewbot.context.yaml.node import Node
from reviewbot.context.yaml.read import read
from reviewbot.knowledge.load import names_in, table

BINDING = b"""
properties:
  flag: { type: boolean }
  number: { $ref: /schemas/types.yaml#/definitions/uint32 }
  one-of: { allOf: [ { $ref: "/schemas/types.yaml#/definitions/string" } ] }
  settle-us: { maximum: 5 }
  shared: true
  other: { $ref: frob.yaml#/properties/other }
"""


def test_a_type_is_told_by_reference_or_unit() -> None:
    root = read(BINDING)
    assert isinstance(root, Node)
    known = {schema.name: type_of(schema) for schema in schemas(root) if schema.name}
    assert known == {
        "flag": "flag",
        "number": "uint32",
        "one-of": "string",
        "settle-us": "uint32-array",
        "shared": "",
        "other": "",
    }


@pytest.mark.parametrize(
    ("function", "kind", "fits"),
    [
        ("device_property_read_u32", "uint32", True),
        ("device_property_read_u32", "int32-matrix", True),
        ("device_property_read_u32", "phandle-array", True),
        ("device_property_read_u32", "uint8-array", False),
        ("device_property_read_u32", "flag", False),
        ("of_property_read_bool", "string", False),
        ("of_property_read_u64_array", "uint32-matrix", True),
        ("device_property_present", "string", True),
        ("fwnode_property_match_string", "string-array", True),
    ],
)
def test_what_a_function_reads(function: str, kind: str, *, fits: bool) -> None:
    assert is_read_as(function, kind) is fits


def test_every_end_is_of_a_function_that_is_known() -> None:
    functions = names_in("property_reads", "functions")
    ends = [end for each in table("property_types")["reads"] for end in each["ends"]]
    assert [end for end in ends if not any(name.endswith(end) for name in functions)] == []
