"""Changes to the book.

Most functions take a Change, and return a report of what they changed.
"""
