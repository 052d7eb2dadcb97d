"""A review as text for a person or JSON for a program."""
