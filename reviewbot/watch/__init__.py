"""Follows mailing lists and drafts reviews of new series, each exactly once. Never mails anybody."""
