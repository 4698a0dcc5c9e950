"""Import a file into the book: recognise it, prepare its records, match these with known people, write, and report."""
