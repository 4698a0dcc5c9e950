"""What an assistant that may propose changes receives."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Proposal(Shape):
    """The change that is proposed, and the token that confirms it until it expires."""

    token: str
    would: str
    expires: str
