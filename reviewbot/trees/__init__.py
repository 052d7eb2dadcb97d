"""The repositories patches are looked at in: which for which series (``table``), and open (``opened``)."""
