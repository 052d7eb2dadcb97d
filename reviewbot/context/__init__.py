"""What is known around a patch: from the mail alone up to a whole tree."""
