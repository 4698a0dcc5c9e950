"""Lists of links that anybody can write: who knows whom, one row a link, each cell naming a person exactly.

from,to,kind,since,last_contact,certainty,closeness,note
me,Pierre Martin,colleague,2009,2024-03,sure,4,
email:jacques@example.org,@sophie,friend,,,probable,,met at the fair

or one JSON object a line with the same keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netcli import dates, identifiers
from netcli.errors import BadInput
from netcli.importers.formats import json
from netcli.importers.formats.headers import find
from netcli.importers.formats.tables import Cells, Table, several
from netcli.importers.formats.values import Values
from netcli.importers.shared.relations import DIRECTED, kind_and_detail
from netcli.importers.source import Source
from netcli.importers.text import fold
from netcli.kinds import CERTAINTIES
from netcli.records import BadRow, Ignored, Item, Record, Row, Testimony

NETWORK: Final = "edges"
FOREIGN: Final = (("de", "a"), ("da", "a"), ("von", "an"))
ENDS: Final = (("from", "to"), ("source", "target"), *FOREIGN, ("a", "b"))
"""What the columns of the two people are called, folded: `a` is the beginning before b, and the end after de."""
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
"""The keys of JSON lines."""
DATES: Final = ("since", "last_contact")


def claims(source: Source) -> bool:
    """Is it a table with a column of each end, or JSON lines that have both?"""
    if source.members or source.folder:
        return False
    return find(source, _fits) is not None or _is_json_lines(source)


def _fits(names: frozenset[str]) -> bool:
    return any(names.issuperset(pair) for pair in ENDS)


def _is_json_lines(source: Source) -> bool:
    first = source.text.lstrip().partition("\n")[0]
    try:
        row = json.mapping(json.parse(first.encode(), source.name)) if first.startswith("{") else {}
    except BadInput:
        return False
    return row.keys() >= set(ENDS[0]) and "people" not in row


def read(source: Source) -> Iterator[Item]:
    """Yield each row's link, with its two people as mentions; repeats and self-links are ignored."""
    seen: set[tuple[str, ...]] = set()
    for item in _json_rows(source) if _is_json_lines(source) else _table_rows(source):
        if not isinstance(item, tuple):
            yield item
            continue
        line, text, values = item
        yield _link(line, text, values, seen)


def _table_rows(source: Source) -> Iterator[Item | tuple[int, str, dict[str, str]]]:
    header = find(source, _fits)
    if header is None:
        return
    one, other = next(pair for pair in ENDS if header.columns.issuperset(pair))
    fields = {**ALIASES, one: "from", other: "to"}
    places: dict[str, list[int]] = {}
    for place, name in enumerate(header.folded):
        if name in fields:
            places.setdefault(fields[name], []).insert(0, place)  # of two columns of a field, the last says it
    table = Table(source, header, places)
    day_first = (one, other) in FOREIGN or None
    picks = [(field, table.pick(field)) for field in places]
    days = [(field, table.dates(field, day_first=day_first, counted=False)) for field in places if field in DATES]
    for row in table.counted():
        if isinstance(row, Cells):
            values = {field: value for field, pick in picks if (value := pick(row.cells))}
            values |= {field: day for field, read_day in days if (day := read_day(row.cells))}
            yield row.line, row.raw.rstrip("\r\n"), values
        else:
            yield row


def _json_rows(source: Source) -> Iterator[Item | tuple[int, str, dict[str, str]]]:
    values = Values()
    for line in json.lines(source):
        if isinstance(line, BadRow):
            yield line
            continue
        number, text, row = line
        if isinstance(row, dict):
            for key in row.keys() - _KEYS:
                values.leave(key)
            yield number, text, {key: str(value).strip() for key, value in row.items() if value not in (None, "")}
        else:
            yield BadRow(number, "not a JSON object", text)
    yield from values.items()


def _link(line: int, text: str, values: Mapping[str, str], seen: set[tuple[str, ...]]) -> Item:
    one, other = _words(values.get("from", "")), _words(values.get("to", ""))
    kinds = [kind_and_detail(word) for word in several(values.get("kind", "")) or ("",)]
    closeness, certainty = values.get("closeness"), values.get("certainty", "sure")
    since, last = values.get("since"), values.get("last_contact")
    for name, value in (("from", one), ("to", other)):
        if not value:
            return BadRow(line, f"{name!r} is empty", text)
    for value in (one, other):
        if value.isdecimal():  # a number of some other file's
            return BadRow(line, f"{value} is a bare number, which names nobody", text)
    for name, day in (("since", since), ("last_contact", last)):
        if day and dates.of_event(day) is None:
            return BadRow(line, f"{name} {day!r} is not a date", text)
    if certainty not in CERTAINTIES:
        return BadRow(line, f"certainty {certainty!r} is none of {', '.join(CERTAINTIES)}", text)
    if closeness is not None and closeness not in ("1", "2", "3", "4", "5"):
        return BadRow(line, f"closeness {closeness!r} is not 1 to 5", text)
    if fold(one) == fold(other):
        return Ignored("self-link")
    ends = (fold(one), fold(other))
    testimonies = []
    for kind, word in kinds:
        words = (kind, since or "", last or "", certainty, closeness or "", word or "")
        link = (*(ends if kind in DIRECTED else sorted(ends)), *words)
        if link in seen:
            continue
        seen.add(link)
        testimonies.append(
            Testimony(
                one,
                other,
                "declared",
                kind,
                certainty,
                since=dates.of_event(since) if since else None,
                last=dates.of_event(last) if last else None,
                closeness=int(closeness) if closeness else None,
                detail="; ".join(filter(None, (word, values.get("note")))) or None,
                line=line,
            )
        )
    if not testimonies:
        return Ignored("repeated")
    return Row(line, text, (_mention(one, line), _mention(other, line)), tuple(testimonies))


def _words(cell: str) -> str:
    """Return what the cell says; an address as it is kept."""
    kind, _, value = cell.partition(":")
    return f"email:{identifiers.email(value) or value}" if kind == "email" else cell


def _mention(words: str, line: int) -> Record:
    kind, _, value = words.partition(":")
    if kind == "email" and "@" in value:
        return Record(words, emails=(value,), line=line)  # enough to add them, if nobody has it
    handle = words.casefold() == "me" or words.startswith("@") or kind in ("id", "email", "url")
    return Record(words, name=None if handle else words, mention=words, line=line)
