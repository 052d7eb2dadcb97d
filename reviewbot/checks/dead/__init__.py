"""Code that is never run."""
