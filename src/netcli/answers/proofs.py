"""The answers of `path --proof` and `path --anonymous`, and the result of `verify`."""

from __future__ import annotations

from netcli.answers.paths import Found, NotFound, Question
from netcli.answers.shape import Shape


class Level(Shape):
    """All people at the same number of hops from the source, or from the target.

    `people` is the number of these people. `digest` is the sha256 of their ids, one per line, in ascending order.
    """

    people: int
    digest: str


class Levels(Shape):
    """The levels around the source and around the target.

    The position of a level in its list, counted from 0, is the number of hops. Levels that the proof does not need are
    left out.
    """

    source: list[Level]
    target: list[Level]


class Proof(Shape):
    """A certificate of the shortest chains, or a certificate that there is no chain.

    The key `book` contains the sha256 of the links that the query may use. Each link is a line `a,b`, with the smaller
    id first. The lines are sorted. The key `rules` contains the version of the rules for proofs.
    """

    book: str
    rules: int
    levels: Levels


class ProofQuestion(Question):
    """The query of `path --proof`, which excludes private people unless they are requested."""

    include_private: bool = False


class Proven(Found):
    """Chains, and the certificate."""

    proof: Proof | None = None


class ProvenApart(NotFound):
    """The answer that there is no chain, and the certificate."""

    proof: Proof | None = None


class Somebody(Shape):
    """A person without a name: `id` and `name` are p1, p2 and so on."""

    id: str
    kind: str
    name: str
    company: None
    title: None
    city: None
    me: bool


class Tie(Shape):
    """A link without dates and evidence."""

    a: str
    b: str
    kind: str
    kinds: list[str]
    since: None
    last_contact: None
    certainty: str
    chance: float | None
    evidence: list[str]  # always empty


class Route(Shape):
    """A chain of people whose names are left out."""

    hops: int
    intermediaries: int
    chance: float
    band: str
    weakest: int | None
    people: list[Somebody]
    links: list[Tie]


class Anonymous(Shape):
    """A proven answer that names nobody."""

    found: bool
    hops: int | None
    intermediaries: int | None
    equally_short: int
    equally_short_exact: bool
    chains: list[Route]
    proof: Proof


class AnonymousQuestion(Shape):
    """The query, without names."""

    source: Somebody
    target: Somebody
    by: str
    max_hops: int
    avoid: list[Somebody]  # nobody
    via: list[Somebody]  # nobody
    only: list[str]
    since: str | None
    guesses: bool
    include_private: bool
    as_of: str | None


class Verified(Shape):
    """Whether a proof holds on a book, or why not.

    `hops` and `equally_short` were counted again on the book.
    """

    holds: bool
    hops: int | None
    equally_short: int | None
    why: str | None
