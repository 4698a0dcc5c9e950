"""People, links and evidence, as every answer shows them."""

from __future__ import annotations

from netcli.answers.shape import Shape
from netcli.language import say


class Person(Shape):
    """The details that are enough to recognise a person."""

    id: int
    kind: str
    name: str | None
    company: str | None
    title: str | None
    city: str | None
    me: bool
    _known_by: str | None  # a description for somebody without a name

    def shown(self) -> str:
        """Return the name. If there is no name, return an address, a page or the id."""
        known_by = (self._known_by or "").removeprefix("https://").removeprefix("www.").rstrip("/")
        return self.name or known_by or f"id:{self.id}"

    def called(self) -> str:
        """Return "you" for the owner of the book, or else `shown`."""
        return say("you") if self.me else self.shown()


class Source(Shape):
    """The source of one record, and the record's place in the file."""

    record: int
    network: str
    batch: int | None
    archive: str | None
    file: str | None
    line: int | None
    owner: int | None
    name: str | None
    seen: str
    _given: str | None = None
    _family: str | None = None


class FullPerson(Person):
    """Everything that is known about a person."""

    aliases: list[str]
    emails: list[str]
    phones: list[str]
    urls: list[str]
    tags: list[str]
    birthday: str | None
    note: str | None
    private: bool
    contacts: int
    created: str
    updated: str
    sources: list[Source]


class Evidence(Shape):
    """One reason to believe a link.

    `direction` is from the link's `a` to its `b`, the reverse, or both.
    """

    network: str
    batch: int | None
    archive: str | None
    file: str | None
    line: int | None
    date: str | None
    kind: str
    count: int | None
    direction: str | None
    detail: str | None
    _link: str | None = None  # the kind of link that it proves: what a is to b
    _since: str | None = None
    _with: Person | None = None  # for a signal about the person shown: the other person
    _reads: str | None = None  # for a signal: its direction, seen from the person shown


class Link(Shape):
    """A link between two people, and the evidence for it.

    `a` is less than `b`. `chance` is the chance that a request over the link succeeds.
    """

    a: int
    b: int
    kind: str
    kinds: list[str]
    since: str | None
    last_contact: str | None
    certainty: str
    chance: float | None
    evidence: list[Evidence]
    _closeness: int | None  # 1 to 5, as the user or a file declared it


class Found(Shape):
    """A person who may be meant, and why.

    For an exact name or alias, the score is 1.
    """

    person: Person
    score: float
    why: str


class LinkTo(Link):
    """A link of the person shown, and the person at its other end."""

    person: Person


class Favour(Shape):
    """A favour, given or received."""

    date: str
    direction: str
    what: str


class Favours(Shape):
    """The favours between me and somebody, the oldest first."""

    given: list[Favour]
    received: list[Favour]


class PersonShown(Shape):
    """A person, with their links, signals and favours.

    No chain uses the signals.
    """

    person: FullPerson
    links: list[LinkTo]
    signals: list[Evidence]
    favours: Favours
    _people: int  # how many of the contacts are people; the others are organizations and placeholders


class Feature(Shape):
    """A feature of a link.

    `logit` is the feature's part of the log-odds of the link.
    """

    feature: str
    value: float
    weight: float
    logit: float


class LinkShown(Shape):
    """A link, and how its chance adds up."""

    link: Link
    chance: list[Feature]
    _ends: tuple[Person, Person]  # in the order in which the user named them, except for `me`


class Candidate(Shape):
    """One of several people who may be meant.

    `hops` is the distance from me, or null if the person is not near.
    """

    person: Person
    hops: int | None
    _apart: str | None = None  # distinguishes them from the other candidates
