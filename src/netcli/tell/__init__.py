"""Changes of the book: each function takes the change under way first, and says what it did."""
