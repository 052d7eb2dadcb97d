"""What programs of the kernel's own tree say, if the user turned them on."""
