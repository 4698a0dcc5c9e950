"""Hand-written lists of links between people who are named exactly.

from,to,kind,since,last_contact,certainty,closeness,note
me,Pierre Martin,colleague,2009,2024-03,sure,4,
email:jacques@example.org,@sophie,friend,,,probable,,met at the fair

JSON lines with the same names as keys are also read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, compress
from typing import Final, NamedTuple
from zlib import crc32

from netcli import dates, identifiers
from netcli.errors import BadInput
from netcli.importers.formats import json
from netcli.importers.formats.headers import find
from netcli.importers.formats.tables import SEVERAL, Cells, Table, several
from netcli.importers.formats.values import Values, is_to_come
from netcli.importers.shared.attributes import BARE_NUMBER
from netcli.importers.shared.relations import begun, kind_and_detail
from netcli.importers.shared.triples import Triples
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.kinds import CERTAINTIES, DIRECTED, INVERSE
from netcli.language import say
from netcli.records import BadRow, Ignored, Item, Record, Row, Testimony

NETWORK: Final = "edges"
FOREIGN: Final = (("de", "a"), ("da", "a"), ("von", "an"))
ENDS: Final = (("from", "to"), ("source", "target"), *FOREIGN, ("a", "b"))
"""Pairs of folded column names. The two columns contain the two ends of a link.

If a table has several pairs, the first pair applies.
"""
ALIASES: Final[Mapping[str, str]] = {
    **{name: name for name in ("kind", "since", "last_contact", "certainty", "closeness", "note")},
    "last contact": "last_contact",
    "type": "kind",
    "relation": "kind",
    "depuis": "since",
    "dernier contact": "last_contact",
    "remarque": "note",
}
_KEYS: Final = frozenset((*ENDS[0], *ALIASES.values()))
"""The keys that are read from a line of JSON."""
_REPORTED: Final = {"from": "name", "to": "name", "last_contact": "date"} | dict.fromkeys(
    ("kind", "certainty", "closeness"), "relation"
)
"""The names of fields in the report, where they differ from the keys."""
DATES: Final = ("since", "last_contact")
CACHED: Final = 1 << 14
"""Maximum number of entries in the cache of parsed details. Rows with equal details share an entry."""


def claims(source: Source) -> bool:
    """Return whether the file is a list of links: a table or JSON lines."""
    if source.members or source.folder:
        return False
    return find(source, _fits) is not None or _is_json_lines(source)


def _fits(names: frozenset[str]) -> bool:
    """Return whether the column names in *names* include both ends of a link."""
    return any(names.issuperset(pair) for pair in ENDS[:-1]) or bool(
        names.issuperset(ENDS[-1]) and names & ALIASES.keys()
    )


def _is_json_lines(source: Source) -> bool:
    first = source.text.lstrip().partition("\n")[0]
    try:
        row = json.mapping(json.parse(first.encode(), source.name)) if first.startswith("{") else {}
    except BadInput:
        return False
    return row.keys() >= set(ENDS[0]) and "people" not in row


def read(source: Source) -> Iterator[Item]:
    """Yield the link of each row, and each person at their first mention.

    Links to oneself and rows that state nothing new are ignored.
    """
    return _json_rows(source) if _is_json_lines(source) else _table_rows(source)


def _table_rows(source: Source) -> Iterator[Item]:
    header = find(source, _fits)
    if header is None:
        return
    one, other = next(pair for pair in ENDS if header.columns.issuperset(pair))
    fields = {**ALIASES, one: "from", other: "to"}
    places: dict[str, list[int]] = {}
    for place, name in enumerate(header.folded):
        if name in fields:
            places.setdefault(fields[name], []).insert(0, place)  # if two columns fill a field, the last column wins
    table = Table(source, header, places)
    day_first = (one, other) in FOREIGN or None
    picks = {field: table.pick(field) for field in _Details._fields}
    days = {field: table.dates(field, day_first=day_first, counted=False) for field in DATES}
    told = [place for field in _Details._fields for place in places.get(field, ())]
    reading = _LinkReader()

    @lru_cache(maxsize=CACHED)
    def said(details: tuple[str, ...]) -> _Said:
        cells = [""] * len(header.names)
        for place, cell in zip(told, details, strict=True):
            cells[place] = cell
        values = {field: pick(cells) for field, pick in picks.items()}
        return reading.said(_Details(**values | {field: day for field in DATES if (day := days[field](cells))}))

    first, second, note = table.picks("from", "to", "note")
    for row in table.counted():
        if isinstance(row, Cells):
            line, cells, raw = row
            details = tuple([cells[place] for place in told])
            yield reading.link(line, raw.rstrip("\r\n"), first(cells), second(cells), said(details), note(cells))
        else:
            yield row


def _json_rows(source: Source) -> Iterator[Item]:
    values = Values()
    reading = _LinkReader()
    said = lru_cache(maxsize=CACHED)(reading.said)
    for line in json.lines(source):
        if isinstance(line, BadRow):
            yield line
            continue
        number, text, row = line
        if isinstance(row, dict):
            values.line = number
            values.keys(row, _KEYS)
            told = {key: _cell(row[key], key, values) for key in row.keys() & _KEYS}
            one, other, note = (told.get(key, "") for key in (*ENDS[0], "note"))
            details = _Details(*(told.get(field, "") for field in _Details._fields))
            yield reading.link(number, text, one, other, said(details), note)
        else:
            yield BadRow(number, say("not a JSON object"), text)
    yield from values.items()


def _cell(value: object, key: str, values: Values) -> str:
    """Return *value* as the cell of a table. Only the key `kind` may have a list."""
    if isinstance(value, list) and key == "kind":
        return f" {SEVERAL} ".join(filter(None, (_cell(each, key, values) for each in value)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return values.text(value, _REPORTED.get(key, key), key) or ""


class _Details(NamedTuple):
    """What a row says about two people, except the note."""

    kind: str
    since: str
    last_contact: str
    certainty: str
    closeness: str


class _Said(NamedTuple):
    """The testimonies of a row, or the reason why the row is wrong.

    `statements` has the same contents in the same order, as numbers.
    """

    wrong: str | None
    testimonies: tuple[Testimony, ...] = ()
    statements: tuple[_Statement, ...] = ()  # one for each testimony


class _Statement(NamedTuple):
    """The numeric code of a statement about two people."""

    number: int  # the same for all rows with the same kind of link and the same details
    way: int  # 1 for a kind such as `child`, -1 for its inverse, `parent`, and 0 for a kind without a direction
    plain: bool  # whether the row states only the kind of link
    includes: tuple[tuple[int, int], ...]  # (number, way) of the other plain statements that follow


class _Told:
    """Remembers statements of rows, to recognise rows that state nothing new."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._includes: list[tuple[tuple[int, int], ...]] = []
        self._detailed = Triples()
        # pairs of people by plain statement; a set is made only when a row makes the statement, which is rare
        self._plain: dict[int, Triples] = {}
        self._notes = Triples()

    def statement(self, link: str, details: tuple[str, ...], word: str) -> _Statement:
        """Return the statement that two people have a link of the kind *link*."""
        kind = min(link, INVERSE.get(link, link))
        way = 0 if kind not in DIRECTED else 1 if kind == link else -1
        mere = ("", "", "sure", "")
        includes = [] if details[2] != "sure" else [("contact", mere, "", 0), (kind, mere, "", way)]
        if word and includes:
            includes.append((kind, mere, word, way))
        ways = {self._number(each, more, said): way for each, more, said, way in includes}
        number = self._number(kind, details, word)
        plain = number in ways
        ways.pop(number, None)
        self._includes[number] = tuple(ways.items())
        return _Statement(number, way, plain, self._includes[number])

    def _number(self, kind: str, details: tuple[str, ...], word: str) -> int:
        number = self._numbers.setdefault((kind, *details, word), len(self._numbers))
        if number == len(self._includes):
            self._includes.append(())
        return number

    def are_new(self, a: int, b: int, statements: Sequence[_Statement]) -> list[bool]:
        """Record *statements* about *a* and *b*. For each statement, return whether it is new."""
        if len(statements) == 1:
            return [self._is_new(a, b, statements[0])]
        new = [False] * len(statements)
        # one statement of a row may include another statement of the row, which must then be recorded first
        for place in sorted(range(len(statements)), key=lambda each: len(statements[each].includes)):
            new[place] = self._is_new(a, b, statements[place])
        return new

    def _is_new(self, a: int, b: int, statement: _Statement) -> bool:
        number, way, plain, includes = statement
        if plain and number not in self._plain:
            self._plain[number] = self._including(number)
        new = self._plain[number].add(*_ends(a, b, way), 0) if plain else self._detailed.add(*_ends(a, b, way), number)
        if new and self._plain:
            for weaker, its_way in includes:
                if weaker in self._plain:
                    self._plain[weaker].add(*_ends(a, b, its_way), 0)
        return new

    def _including(self, number: int) -> Triples:
        """Find the earlier statements that include the statement with this *number*.

        Return the pairs of people in these statements.
        """
        pairs = Triples()
        said = ((a, b, each) for each, told in self._plain.items() for a, b, _ in told)
        for a, b, each in chain(self._detailed, said):
            for weaker, way in self._includes[each]:
                if weaker == number:
                    pairs.add(*((a, b) if way else _ends(a, b, 0)), 0)
        return pairs

    def is_new_note(self, a: int, b: int, note: str) -> bool:
        """Record *note* about *a* and *b*, and return whether it is new."""
        return self._notes.add(*_ends(a, b, 0), crc32(note.encode("utf-8", "surrogatepass")))


def _ends(a: int, b: int, way: int) -> tuple[int, int]:
    """Return *a* and *b* in the order in which `_Told` stores a statement."""
    return (a, b) if way > 0 or (not way and a < b) else (b, a)


class _LinkReader:
    """Turns the rows of a file into links."""

    def __init__(self) -> None:
        self._people: dict[str, int] = {}  # numbers take less memory than names in millions of rows
        self._mentioned: dict[str, int] = {}  # each spelling in an earlier link -> the person's number
        self._told = _Told()

    def link(self, line: int, text: str, one: str, other: str, said: _Said, note: str) -> Item:
        """Return the link of a row, or the reason why the row has no link."""
        if ":" in one:
            one = _words(one)
        if ":" in other:
            other = _words(other)
        mentioned = self._mentioned.get
        a, b = mentioned(one), mentioned(other)
        new = not (a and b)
        if new:
            a, b = a or self._number(one), b or self._number(other)
        if not (a and b):
            return BadRow(line, _nobody(("from", one), ("to", other)), text)
        wrong, testimonies, statements = said
        if wrong:
            return BadRow(line, wrong, text)
        if a == b:
            return Ignored("self-link")
        fresh = self._told.are_new(a, b, statements)
        noted = bool(note) and self._told.is_new_note(a, b, note)
        if not noted and not all(fresh):
            testimonies = tuple(compress(testimonies, fresh))
            if not testimonies:
                return Ignored("repeated")
        if note:
            testimonies = tuple([_noted(each, note) for each in testimonies])
        if not new:
            return Row(line, text, one, other, testimonies)
        records = tuple([_mention(each, line) for each in (one, other) if each not in self._mentioned])
        self._mentioned |= {one: a, other: b}
        return Row(line, text, one, other, testimonies, records)

    def _number(self, cell: str) -> int:
        """Return the number of the person whom *cell* names. If *cell* names nobody, return 0."""
        if not cell or _is_bare(cell):  # a bare number may be an id in some other book
            return 0
        return self._people.setdefault(fold(cell), len(self._people) + 1)

    def said(self, details: _Details) -> _Said:
        """Return testimonies with these *details*, but without people.

        If a detail is wrong, return the error.
        """
        kind, since, until, certainty, closeness = details
        began, last = (dates.of_event(day) if day else None for day in (since, until))
        for name, text, day in (("since", since, began), ("last_contact", until, last)):
            if text and day is None:
                return _Said(say("{name} {text!r} is not a date", name=name, text=text))
            if day and is_to_come(day):
                return _Said(say("{name} {text!r} is in the future", name=name, text=text))
        certainty = certainty or "sure"
        if certainty not in CERTAINTIES:
            return _Said(
                say(
                    "certainty {certainty!r} is not one of {certainties}",
                    certainty=certainty,
                    certainties=", ".join(CERTAINTIES),
                )
            )
        if closeness not in ("", "1", "2", "3", "4", "5"):
            return _Said(say("closeness {closeness!r} is not from 1 to 5", closeness=closeness))
        close = int(closeness) if closeness else None
        testimonies, statements = [], []
        kinds = [*map(kind_and_detail, several(kind) or ("",))]
        dated = begun([link for link, _ in kinds])
        for link, word in kinds:
            statements.append(self._told.statement(link, (since, until, certainty, closeness), word or ""))
            testimonies.append(
                Testimony(
                    *("", "", "declared", link, certainty),
                    began if link in dated else None,
                    last,
                    closeness=close,
                    detail=word,
                )
            )
        return _Said(None, tuple(testimonies), tuple(statements))


def _noted(testimony: Testimony, note: str) -> Testimony:
    return replace(testimony, detail=f"{testimony.detail}; {note}" if testimony.detail else note)


def _is_bare(cell: str) -> bool:
    """Return whether a cell is only a number."""
    return cell[-1:].isdecimal() and BARE_NUMBER.fullmatch(cell) is not None  # the first test rules out most cells


def _nobody(*ends: tuple[str, str]) -> str:
    """Return an error message for a link with an end that names nobody."""
    empty = (say("{name!r} is empty", name=name) for name, words in ends if not words)
    bare = (say("{words} is a bare number, which names nobody", words=words) for _, words in ends if _is_bare(words))
    return next(chain(empty, bare))


def _words(cell: str) -> str:
    """Return the text of a cell. If the cell begins with `email:` or `url:`, the address is made canonical."""
    kind, _, value = cell.partition(":")
    if kind == "url":
        return f"url:{identifiers.url(value) or value}"
    return f"email:{identifiers.email(value) or value}" if kind == "email" else cell


def _mention(words: str, line: int) -> Record:
    kind, _, value = words.partition(":")
    if kind == "email" and "@" in value:
        return Record(words, emails=(value,), line=line)  # not a mention: a person with a new address can be added
    if kind == "url" and identifiers.url(value):
        return Record(words, urls=(value,), line=line)
    handle = words.casefold() == "me" or words.startswith("@") or kind in ("id", "email", "url")
    return Record(words, name=None if handle else words, mention=words, line=line)
