"""Checks of GPIOs: how their lines are read and set."""
