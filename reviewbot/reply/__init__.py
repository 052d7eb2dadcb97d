"""From findings to quoted reply drafts."""
