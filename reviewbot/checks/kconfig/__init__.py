"""What a driver can be configured by, and how the option is described."""
