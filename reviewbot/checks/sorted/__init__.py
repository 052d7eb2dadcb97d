"""Lists that are kept in order, and what is added to them."""
