"""What became of the review of the revision before."""
