"""What a page shows of a review, as plain data: html.py puts it into the template.

All text is made ``visible`` here; it is escaped where it is put into HTML.
"""
