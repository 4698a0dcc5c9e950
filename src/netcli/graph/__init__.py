"""Graph searches. A callable returns the links, so links may be stored anywhere."""
