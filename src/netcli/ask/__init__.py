"""Questions to a book. Every function takes the book's reader as first argument."""
