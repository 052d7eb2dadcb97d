"""Rust of the kernel."""
