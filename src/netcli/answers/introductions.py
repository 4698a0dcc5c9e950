"""The result of `intro`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape

STATES: Final[Mapping[str, str | None]] = {
    "asked": "wait three weeks, then ask again or log that nobody answered",
    "agreed": "send your contact the paragraph to forward",
    "introduced": "write to the target, and thank whoever introduced you",
    "met": None,
    "declined": None,
    "silent": None,
}
"""Every state of an introduction, with the user's next step. If the introduction is over, the step is None."""


class Draft(Shape):
    """A request to the first person of the chain, and a paragraph to forward."""

    chain: Chain
    ask: Person
    request: str
    forwardable: str
    language: str


class Intro(Shape):
    """A request for an introduction.

    `ask` is the person who was asked first. `since` is the day when `state` began.
    """

    intro: int
    target: Person | None
    ask: Person | None
    state: str
    since: str
    next: str | None
