"""The result of `query`: addresses for mail programs."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Address(Shape):
    """An e-mail address, its owner's name, and where they work."""

    email: str
    name: str | None
    other: str | None
