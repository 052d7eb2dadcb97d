"""Conditional expressions."""
