"""What a driver tells the module loader and the driver core, and the noise around it."""
