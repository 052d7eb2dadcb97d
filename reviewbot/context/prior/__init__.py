"""What came before a series: revisions compared, and what became of what people said on them."""
