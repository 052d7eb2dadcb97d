"""Conversions of types."""
