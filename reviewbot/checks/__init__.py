"""One check, one file: ``checks/FAMILY/NAME.py`` is the check FAMILY.NAME. See README.md here."""
