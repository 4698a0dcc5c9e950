"""People, links and their evidence, as every answer shows them; what `find` and `show` return."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Person(Shape):
    """A person in short: enough to recognise them."""

    id: int
    kind: str
    name: str | None
    company: str | None
    title: str | None
    city: str | None
    me: bool
    _known_by: str | None  # in words, what stands for the name of somebody without one


class Source(Shape):
    """One record of a person: who said it, where it stands."""

    record: int
    network: str
    batch: int | None
    archive: str | None
    file: str | None
    line: int | None
    owner: int | None
    name: str | None
    seen: str


class FullPerson(Person):
    """Everything that is known of a person."""

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
    """One reason to believe a link; directions are between the link's a and b."""

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
    _link: str | None = None  # the kind of link that it proves: a is that of b
    _since: str | None = None
    _with: Person | None = None  # of a signal, whom it is about beside the person shown
    _reads: str | None = None  # of a signal, its direction from the person shown


class Link(Shape):
    """A link between two people, a < b, its reasons and the estimated chance that a request over it succeeds."""

    a: int
    b: int
    kind: str
    kinds: list[str]
    since: str | None
    last_contact: str | None
    certainty: str
    chance: float | None
    evidence: list[Evidence]
    _closeness: int | None  # 1 to 5, as somebody declared it


class Found(Shape):
    """A person whom the words may mean, how well they fit (1: exactly their name), and why."""

    person: Person
    score: float
    why: str


class LinkTo(Link):
    """A link of the person shown, and who is at its other end."""

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
    """A person, their links, the signals about them, which no chain uses, and the favours between them and me."""

    person: FullPerson
    links: list[LinkTo]
    signals: list[Evidence]
    favours: Favours


class Feature(Shape):
    """One line of the sum that makes a link's chance."""

    feature: str
    value: float
    weight: float
    logit: float


class LinkShown(Shape):
    """A link, and how its chance adds up."""

    link: Link
    chance: list[Feature]
    _ends: tuple[Person, Person]  # as they were named, but for `me`, who reads it


class Candidate(Shape):
    """One of several people whom some words may mean, and their hops from me, if they are near."""

    person: Person
    hops: int | None
    _apart: str | None = None  # what tells them from the others
