"""The frozen vocabulary every layer shares; standard library only."""
