"""From a file to the book: recognised, prepared, matched with the people known, absorbed and accounted for."""
