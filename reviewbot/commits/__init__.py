"""The user's own commits before they are sent: which are meant, and what mails they would be."""
