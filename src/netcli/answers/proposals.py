"""The answer to an assistant that proposes a change."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Proposal(Shape):
    """A proposed change, in words.

    `token` confirms the change until the time in `expires`.
    """

    token: str
    would: str
    expires: str
