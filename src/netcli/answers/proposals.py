"""What an assistant that may propose changes is answered with."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Proposal(Shape):
    """What would be changed, and the token that confirms it until it expires."""

    token: str
    would: str
    expires: str
