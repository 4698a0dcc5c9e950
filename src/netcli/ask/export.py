"""Select what an export contains: people who match filters, and the links between them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Final, NamedTuple, TypedDict, TypeVar

from netcli import blanks
from netcli.answers import Remark, Words
from netcli.answers.export import Encounter, Extract
from netcli.answers.people import Evidence, FullPerson, Link, Person, Source
from netcli.answers.streamed import Streamed
from netcli.ask.circle import circle
from netcli.ask.filters import matching, unknown_values
from netcli.ask.naming import Who
from netcli.ask.network import Network
from netcli.language import plural, say
from netcli.store import dump, touch
from netcli.store.reader import Pair, Reader

CHUNK: Final = 500
"""Number of people or links read at a time."""

Item = TypeVar("Item")
Place = TypeVar("Place", Source, Evidence)
Blank = Callable[[str], str]
"""A function that blanks the names and addresses of private people in a text."""


class Scope(NamedTuple):
    """The people to export, and what to export about them.

    If *ego* is given, only people within *radius* hops are exported. *private* includes private people. *redact* leaves
    only names and companies. *placed* adds positions in a drawing.
    """

    filters: Sequence[str] = ()
    ego: Person | None = None
    radius: int = 1
    private: bool = False
    redact: bool = False
    placed: bool = False

    @property
    def query(self) -> Words:
        """Return the question with only the options that were used."""
        around = {"ego": self.ego, "radius": self.radius} if self.ego else {}
        options = {"redact": self.redact, "include_private": self.private}
        used = {option: True for option, said in options.items() if said}
        return {"filters": [*self.filters], **around, **used}

    @property
    def whole(self) -> bool:
        """Return whether the scope includes everybody, except private people."""
        return not self.filters and self.ego is None


class Around(TypedDict, total=False):
    """Options that select people and decide what is exported about them."""

    ego: Who | None
    radius: int
    private: bool
    redact: bool
    placed: bool


def scope(
    filters: Sequence[str],
    *,
    person: Callable[[Who], Person],
    ego: Who | None = None,
    radius: int = 1,
    private: bool = False,
    redact: bool = False,
    placed: bool = False,
) -> Scope:
    """Return the scope described by *filters* and the options of `Around`."""
    return Scope(filters, None if ego is None else person(ego), radius, private, redact, placed)


class Numbers(Collection[int]):
    """The ids of people, ascending, in 8 bytes each.

    >>> few = Numbers([2, 3, 5])
    >>> [*few], len(few), 3 in few, 4 in few, 6 in few
    ([2, 3, 5], 3, True, False, False)
    """

    def __init__(self, ascending: Iterable[int]) -> None:
        self._numbers = array("q", ascending)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        place = bisect_left(self._numbers, number)
        return place < len(self._numbers) and self._numbers[place] == number


class Chosen(NamedTuple):
    """The people and links of an export.

    `left_out` counts private people. `others` counts placeholders and organizations by kind.
    """

    people: Numbers
    links: Collection[Pair]
    left_out: int
    others: dict[str, int]
    warnings: list[Remark]


def choose(reader: Reader, scope: Scope) -> Chosen:
    """Return the people and links that *scope* selects.

    Raises Usage for an invalid filter.
    """
    people = Numbers(sorted(matching(reader, scope.filters, everybody=True)) if scope.filters else dump.people(reader))
    if scope.ego is not None:
        around = circle(reader, scope.radius, scope.ego.id)
        people = Numbers(number for number in people if number in around)
    hidden = set[int]() if scope.private else {number for number in dump.private_people(reader) if number in people}
    if hidden:
        people = Numbers(number for number in people if number not in hidden)
    marked = set[Pair]() if scope.private else dump.private_links(reader)
    everything = scope.whole and not hidden
    linked = partial(dump.links, reader) if everything else partial(among, reader, people)
    apart = marked.intersection(linked()) if marked else marked
    links = partial(_without, linked, apart) if apart else linked
    size = dump.count_links(reader) - len(apart) if everything else sum(1 for _ in links())
    warnings = left_out(len(hidden), len(apart))
    if not people:
        warnings.append({"code": "empty", "message": say("nobody matches: the export is empty")})
        if scope.private or not dump.private_people(reader):  # whose values are not to be suggested
            warnings += unknown_values(reader, scope.filters)
    others = Counter(kind for number, kind in dump.others(reader) if number in people)
    return Chosen(people, Streamed(links, size), len(hidden), others, warnings)


def left_out(people: int, links: int) -> list[Remark]:
    """If private people or links were left out, return a warning."""
    if not (people or links):
        return []
    counts = {"people": plural(people, "private person", "private people"), "links": plural(links, "private link")}
    if people and links:
        message = say(
            "{people} and {links} are left out; use --include-private to export private people and links", **counts
        )
    elif people + links == 1:
        message = say(
            "{what} is left out; use --include-private to export private people and links",
            what=counts["people" if people else "links"],
        )
    else:
        message = say(
            "{what} are left out; use --include-private to export private people and links",
            what=counts["people" if people else "links"],
        )
    return [{"code": "private", "message": message, "people": people, "links": links}]


def extract(reader: Reader, scope: Scope) -> Extract:
    """Return the people of *scope* and the links between them.

    The book must be open while people and links are read.
    """
    people, pairs, hidden, others, warnings = choose(reader, scope)
    blank = unnamed(reader, scope)
    hidden_contacts = Counter[int]() if scope.private or scope.redact else _hidden_contacts(reader)
    return Extract(
        people=Streamed(lambda: _people(reader, people, hidden_contacts, blank, redact=scope.redact), len(people)),
        links=Streamed(lambda: _links(reader, pairs, blank, redact=scope.redact), len(pairs)),
        book=reader.book(),
        closeness={} if scope.redact else dump.closeness(reader),
        places=_places(reader, people) if scope.placed else {},
        size=(len(people), len(pairs)),
        left_out=hidden,
        others=others,
        warnings=warnings,
        query=scope.query,
        numbers=people,
        meetings=() if scope.redact else _meetings(reader, scope, people),
    )


def unnamed(reader: Reader, scope: Scope) -> Blank | None:
    """Return a function that blanks private people in texts, or None if nobody is hidden."""
    hidden = set[int]() if scope.private else dump.private_people(reader) - {reader.me()}
    if not hidden:
        return None
    names, keys = list[str](), list[str]()
    for chunk in _chunks(sorted(hidden)):
        for person in reader.full(chunk):
            called = [each for each in (person.name, *person.aliases) if each and not each.startswith("@")]
            names += [each for each in called if len(blanks.words(each)) > 1 or each == person.name]
            keys += map(blanks.bare, (*person.emails, *person.phones, *person.urls))
    return lru_cache(CHUNK)(blanks.blanking([each for each in names if blanks.words(each)], keys))


def _blanked(place: Place, blank: Blank) -> Place:
    """Return *place* with private people's names in its texts replaced by `…`."""
    texts = {word: getattr(place, word, None) for word in ("archive", "file", "detail")}
    return place.replaced(**{word: blank(text) for word, text in texts.items() if text})


def _places(reader: Reader, people: Collection[int]) -> dict[int, tuple[float, float, float]]:
    """Return x, y and the radius of the disc for each of *people*.

    Organizations and placeholders, who can be in no chain, are left out.
    """
    import numpy as np

    from netcli.graph.whole import csr, layout
    from netcli.graph.whole.groups import groups

    whole = Network(reader).graph
    graph = csr.within(whole, np.flatnonzero(np.isin(whole.ids, np.fromiter(people, np.int64))))
    x, y = layout.layout(graph, groups(graph))
    places = zip(x.tolist(), y.tolist(), layout.radii(graph).tolist(), strict=True)
    return dict(zip(graph.ids.tolist(), places, strict=True))


def _meetings(reader: Reader, scope: Scope, people: Collection[int]) -> Iterator[Encounter]:
    """Yield the meetings whose participants are all in *people*.

    If a participant's link to me is hidden, the meeting is left out.
    """
    hidden = set() if scope.private else dump.private_links(reader)
    apart = {person for pair in hidden if reader.me() in pair for person in pair}
    for each in touch.meetings(reader):
        if each.groups and not each.absent and all(one in people and one not in apart for one in each.people):
            yield Encounter(each.day, each.kind, each.place, each.note, each.groups, each.host, each.said)


def among(reader: Reader, people: Collection[int]) -> Iterator[Pair]:
    """Yield the links with both ends among *people*."""
    return (pair for pair in dump.links(reader) if pair[0] in people and pair[1] in people)


def _without(pairs: Callable[[], Iterable[Pair]], apart: Collection[Pair]) -> Iterator[Pair]:
    return (pair for pair in pairs() if pair not in apart)


def redacted_person(person: FullPerson) -> FullPerson:
    """Return *person* with only a name and a company."""
    nothing = dict.fromkeys(("title", "city", "birthday", "note"))
    empty = {field: list[str]() for field in ("aliases", "emails", "phones", "urls", "tags", "sources")}
    return person.replaced(**nothing, **empty, contacts=0, created="", updated="")


def redacted_link(link: Link) -> Link:
    """Return *link* with only its two ends."""
    return Link(link.a, link.b, "contact", ["contact"], None, None, link.certainty, None, [], None)


def _people(
    reader: Reader, numbers: Iterable[int], hidden_contacts: Mapping[int, int], blank: Blank | None, *, redact: bool
) -> Iterator[FullPerson]:
    for chunk in _chunks(numbers):
        for person in reader.full(chunk):
            hidden = hidden_contacts.get(person.id, 0)
            seen = person.replaced(contacts=person.contacts - hidden) if hidden else person
            if blank:
                seen = seen.replaced(sources=[_blanked(each, blank) for each in seen.sources])
            yield redacted_person(seen) if redact else seen


def _hidden_contacts(reader: Reader) -> Counter[int]:
    """For each person, return the number of links that an export hides."""
    people, links = dump.private_people(reader), dump.private_links(reader)
    if not people and not links:
        return Counter()
    hidden = (pair for pair in dump.links(reader) if pair in links or not people.isdisjoint(pair))
    return Counter(end for pair in hidden for end in pair)


def _links(reader: Reader, pairs: Iterable[Pair], blank: Blank | None, *, redact: bool) -> Iterator[Link]:
    for chunk in _chunks(pairs):
        found = reader.links(chunk)
        links: Iterable[Link] = (found[pair] for pair in chunk)
        if blank:
            links = (each.replaced(evidence=[_blanked(reason, blank) for reason in each.evidence]) for each in links)
        yield from map(redacted_link, links) if redact else links


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    coming = iter(items)
    while chunk := list(islice(coming, CHUNK)):
        yield chunk
