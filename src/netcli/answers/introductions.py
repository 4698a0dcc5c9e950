"""What `intro` returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netcli.answers.paths import Chain
from netcli.answers.people import Person
from netcli.answers.shape import Shape

STATES: Final[Mapping[str, str | None]] = {
    "asked": "wait three weeks, then ask again or mark it silent",
    "agreed": "send your contact the paragraph to forward",
    "introduced": "write to the target, and thank whoever introduced you",
    "met": None,
    "declined": None,
    "silent": None,
}
"""Every state of an introduction with the next step; None if it is over."""


class Draft(Shape):
    """A drafted request to the first person of the chain, and a paragraph that they can forward."""

    chain: Chain
    ask: Person
    request: str
    forwardable: str
    language: str


class Intro(Shape):
    """A request for an introduction: the target, the person asked first, the state of the request, and the next step.

    `since` is the day on which the request reached this state.
    """

    intro: int
    target: Person | None
    ask: Person | None
    state: str
    since: str
    next: str | None
