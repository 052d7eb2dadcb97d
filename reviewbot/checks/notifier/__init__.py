"""Checks of notifier callbacks."""
