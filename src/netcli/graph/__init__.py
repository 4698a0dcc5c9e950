"""Graph searches. They get links from a callable that takes a fringe of people, so links may be stored anywhere."""
