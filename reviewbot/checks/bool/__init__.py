"""Truth values: what says the same with less."""
