"""Questions to a book: what chains there are, who fits some words, who may know whom; the book's reader comes first."""
