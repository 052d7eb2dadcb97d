"""Constants a patch defines: what they are called and how they are laid out."""
