"""Who reaches whom: searches over a callable that tells the links of a fringe of people, whatever stores them."""
