"""What is set up and what is missing, a line each; read, never changed."""
