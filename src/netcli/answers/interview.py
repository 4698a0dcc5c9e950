"""What `interview` returns."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Interviewed(Shape):
    """What an interview brought: answers by kind, links, and how many people can be reached in 3 hops."""

    asked: int
    yes: int
    no: int
    skipped: int
    links: int
    reach_before: int
    reach_after: int
    undo: int | None
