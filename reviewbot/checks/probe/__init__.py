"""Checks of what drivers do in their probe function, and how they report what fails there."""
