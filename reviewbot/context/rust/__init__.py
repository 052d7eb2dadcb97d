"""Rust, as hunks show it."""
