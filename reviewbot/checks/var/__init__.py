"""Variables a function has or could have."""
