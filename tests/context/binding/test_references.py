"""References of bindings lead to files of the tree."""

from __future__ import annotations

import pytest

from reviewbot.context.binding.references import file_of, from_root

_ROOT = "Documentation/devicetree/bindings"
PATH = f"{_ROOT}/iio/adc/example,frob.yaml"


@pytest.mark.parametrize(
    ("reference", "full", "file"),
    [
        ("adc.yaml#", "/schemas/iio/adc/adc.yaml#", f"{_ROOT}/iio/adc/adc.yaml"),
        ("../../leds/common.yaml#", "/schemas/leds/common.yaml#", f"{_ROOT}/leds/common.yaml"),
        ("/schemas/iio/iio.yaml", "/schemas/iio/iio.yaml", f"{_ROOT}/iio/iio.yaml"),
        ("../../../../../x.yaml", "/x.yaml", ""),
        ("/etc/passwd", "/etc/passwd", ""),
        ("#/$defs/frob", "/schemas/iio/adc/#/$defs/frob", ""),
    ],
)
def test_references_lead_into_the_bindings_or_nowhere(reference: str, full: str, file: str) -> None:
    assert from_root(PATH, reference) == full
    assert file_of(PATH, reference) == file
