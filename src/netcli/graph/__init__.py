"""Graph searches over a callable that returns the links of a fringe of people, wherever the links are stored."""
