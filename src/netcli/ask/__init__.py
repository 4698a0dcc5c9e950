"""Questions to a book, such as who matches a query; every function takes the reader of the book as first argument."""
