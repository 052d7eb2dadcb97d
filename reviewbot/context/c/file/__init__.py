"""What a whole file shows of C: definitions, statements, flow, and who uses what."""
