"""Graph searches. They ask a callable for the links of several people at a time, so links may be stored anywhere."""
