"""What a check can ask of a binding."""

from __future__ import annotations

import pytest

from bindings import added, binding
from reviewbot.checks.example import example_context
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.find import way
from reviewbot.model.budget import TooLargeError

TEXT = """\
%YAML 1.2
---
$id: http://devicetree.org/schemas/iio/adc/example,frob.yaml#
title: Frob
properties:
  compatible:
    oneOf:
      - const: example,frob
      - items:
          - enum:
              - example,frob2
              - example,frob3
          - const: example,frob
  title:
    description: A property of that name
  reset-gpios:
    maxItems: 1
patternProperties:
  "^channel@[0-9]$":
    type: object
    properties:
      reg:
        description: Which
allOf:
  - if:
      properties:
        compatible:
          const: example,frob2
    then:
      properties:
        reset-gpios: false
examples:
  - |
    #include <dt-bindings/gpio/gpio.h>

    adc@1 {
        compatible = "example,frob";
    };
  - |
    other { };
"""


def test_ways_lead_to_schemas() -> None:
    one = binding(TEXT)
    paths = {
        way: ["/".join(schema.path) for schema in one.find(way)]
        for way in ("", "properties/*-gpios", "properties|patternProperties/*")
    }
    assert paths == {
        "": [""],
        "properties/*-gpios": ["properties/reset-gpios"],
        "properties|patternProperties/*": [
            "properties/compatible",
            "properties/title",
            "properties/reset-gpios",
            "patternProperties/^channel@[0-9]$",
        ],
    }
    found = [schema.name for schema in one.find("**/properties/*")]
    assert found == [
        "compatible",
        "title",
        "reset-gpios",
        "reg",
        "compatible",
        "reset-gpios",
    ]
    with pytest.raises(ValueError, match="twice"):
        way("**/a/**")


def test_words_narrow_it() -> None:
    one = binding(TEXT)
    assert [s.name for s in one.find("properties/*", has=("maxItems",))] == ["reset-gpios"]
    assert [s.name for s in one.find("properties/*", lacks=("oneOf", "maxItems"))] == ["title"]
    assert [s.name for s in one.find("**/properties/*", only=("description",))] == ["title", "reg"]


def test_a_schema_knows_where_it_is() -> None:
    one = binding(TEXT)
    (reg,) = one.find("patternProperties/*/properties/reg")
    assert reg.above
    assert (reg.above.name, reg.above.text("type"), reg.is_condition) == (
        "^channel@[0-9]$",
        "object",
        False,
    )
    assert reg.text("description") == "Which"
    (top, dependent) = one.find("**/properties/reset-gpios")
    assert (top.is_condition, dependent.is_condition) == (False, True)
    assert one.adds(top)
    assert one.file.hunks[0].lines[top.row - 1].text == "  reset-gpios:"
    names = [schema.name for schema in one.find("**/oneOf/*")]
    assert names == ["", ""], "what is in a list has no name"


def test_compatibles_and_examples_have_their_rows() -> None:
    one = binding(TEXT)
    assert [(each.text, each.row) for each in one.compatibles] == [
        ("example,frob", 8),
        ("example,frob2", 11),
        ("example,frob3", 12),
        ("example,frob", 13),
    ]
    first, second = one.examples
    assert (first.row, len(first.lines), second.row) == (34, 5, 40)
    ((adc, _),) = first.tree.walk()
    assert (adc.full_name, adc.row, adc.get("compatible").row) == ("adc@1", 36, 37)  # type: ignore[union-attr]


def test_only_added_lines_that_were_not_elsewhere_are_new() -> None:
    short = """\
Change it.
---
=== Documentation/devicetree/bindings/iio/adc/example,frob.yaml
@@
 title: Frob
 properties:
-  b-gpios:
+  a-gpios: true
+  b-gpios:
     maxItems: 1
"""
    (one,) = bindings(example_context(short))
    assert [one.adds(schema) for schema in one.find("properties/*")] == [True, False]


def test_without_a_tree_a_changed_file_is_not_known() -> None:
    assert list(bindings(added("title: Frob\n", "Documentation/frob.yaml"))) == []


def test_what_is_no_yaml_is_left_out() -> None:
    assert list(bindings(added("title: a: b\n"))) == []


def test_what_is_beyond_the_bounds_is_told() -> None:
    with pytest.raises(TooLargeError, match="a binding is refused: aliases"):
        list(bindings(added("a: &x [b]\nc: *x\n")))
