"""The book: one SQLite file with what every source said."""
