"""The answer to an assistant that proposes a change."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Proposal(Shape):
    """The proposed change in words, the token that confirms it, and the time when the token expires."""

    token: str
    would: str
    expires: str
