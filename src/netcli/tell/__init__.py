"""Changes to the book: each function takes the change in progress first, and reports what it did."""
