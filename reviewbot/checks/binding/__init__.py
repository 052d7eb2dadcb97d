"""Bindings of the devicetree: what their schemas, examples and names should be like."""
