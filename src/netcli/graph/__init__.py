"""Who reaches whom: searches over a callable that returns the links of a fringe of people, whatever stores them."""
