"""Conversions of older descriptions are told by title or by what is deleted."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.binding.conversion import is_conversion

MAIL = """\
Subject: {title}

Do it.
---
=== Documentation/devicetree/bindings/iio/frob.yaml
@@
+title: Frob
"""


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("dt-bindings: iio: convert frob to DT schema", True),
        ("dt-bindings: iio: frob: Convert to YAML", True),
        ("dt-bindings: iio: frob: move to json-schema", True),
        ("dt-bindings: iio: add a converter", False),
        ("dt-bindings: iio: add frob", False),
        ("dt-bindings: iio: add 'label' to schema.yaml", False),
    ],
)
def test_the_title_tells(title: str, *, is_one: bool) -> None:
    assert is_conversion(example_context(MAIL.format(title=title))) == is_one
