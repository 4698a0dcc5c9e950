"""The book: one SQLite file that keeps what every source said, and what is derived from it."""
