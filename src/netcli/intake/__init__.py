"""Import a file into the book: recognise it, prepare its records, match them with known people, write, and report."""
