"""C as it stands in hunks: tokens first, then whole constructs parsed exactly."""
