"""Where raw messages come from: a server, files, archives."""
