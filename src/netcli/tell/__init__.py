"""Changes to the book.

Most functions take the Change as their first argument, and return a report of what they changed.
"""
