"""How control goes through a function: what says the same with less."""
