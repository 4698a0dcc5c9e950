"""What the user says by hand: people, links, edits and tags, as records and evidence of the network `hand`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from netcli import clock, identifiers, names
from netcli.errors import Ambiguous, Refused, Unknown, Usage
from netcli.phones import phone
from netcli.store.dialect import next_id
from netcli.store.journal import rows_of
from netcli.store.naming import exactly
from netcli.store.writer import Change

LISTS: Final = ("aliases", "emails", "phones", "urls", "tags")


def begin_book(change: Change, name: str, fields: Mapping[str, Any]) -> int:
    """Make *name* the person the book belongs to; returns her number.

    Raises Refused when the book has an owner already.
    """
    if change.connection.execute("SELECT 1 FROM setting WHERE key = 'me'").fetchone():
        me = change.reader.person(change.reader.me())
        raise Refused(
            f"this book belongs to {me.name if me else 'somebody'} already",
            "change the name: netcli edit me --name NAME",
        )
    number = add_person(change, name, fields)
    change.journal.insert("setting", {"key": "me", "value": str(number)})
    return number


def add_person(change: Change, name: str, fields: Mapping[str, Any], *, new: bool = False) -> int:
    """Add a person by hand; returns her number.

    Raises Refused, with the candidates, when somebody has exactly that name, e-mail, phone or URL; *new* allows a
    true homonym.
    """
    name = name.strip()
    if not name:
        raise Usage("a person needs a name", "write it in quotes")
    cleaned = checked(fields)
    others = [] if new else change.reader.answering("name", names.full_key(name))
    if others:
        people = change.reader.people(others)
        raise Refused(
            f"somebody is called {name!r} already",
            "--new adds a homonym",
            code="exists",
            candidates=[people[n] for n in others],
        )
    _refuse_taken(change, cleaned, None)
    return _insert_record(change, {"name": name, **cleaned}, None)


def add_whom(change: Change, words: str) -> int | None:
    """Add the person whom *words* name, by her name or as `email:…`; None when somebody answers to them already.

    Raises Unknown for another handle that nobody has, and Usage for an e-mail address that is none.
    """
    kind, _, value = words.strip().partition(":")
    try:
        return None if exactly(change.reader, words) else add_person(change, words, {})
    except Unknown:
        if kind != "email":
            raise
    return _insert_record(change, checked({"emails": [value]}), None)


def edit_person(change: Change, person: int, values: Mapping[str, Any], remove: Mapping[str, Iterable[str]]) -> None:
    """Set single *values* (None or '' clears what the user said), add to lists, take values of *remove* away.

    Raises Unknown for a tag to be taken away that nobody has.
    """
    for tag in remove.get("tags", ()):
        if not change.reader.answering("tag", names.fold(tag)):
            raise Unknown(f"nobody is tagged {tag!r}", "netcli show lists a person's tags", code="unknown_tag")
    held = change.reader.full([person])[0]
    taken = {
        key: gone
        for key, given in checked({key: list(given) for key, given in remove.items()}).items()
        if (gone := [value for value in given if value in getattr(held, key)])
    }
    cleaned = checked(values)
    if not (cleaned or taken):
        return
    _refuse_taken(change, cleaned, person)
    record = hand_record(change, person)
    fields = json.loads(record["fields"])
    for key, value in cleaned.items():
        if key in LISTS:
            fields[key] = list(dict.fromkeys([*fields.get(key, []), *value]))
            _forget_removal(fields, key, value)
        elif value in (None, ""):
            fields.pop(key, None)
        else:
            fields[key] = value
            if key == "name":
                fields.pop("mention", None)
                fields.pop("given", None)
                fields.pop("family", None)
    for key, gone in taken.items():
        fields[key] = [value for value in fields.get(key, []) if value not in gone]
        removed = fields.setdefault("removed", {})
        removed[key] = list(dict.fromkeys([*removed.get(key, []), *gone]))
    fields = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
    _rewrite(change, record["id"], fields, record["fields"])


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """*fields* in canonical form, empty ones left out of lists.

    Raises Usage for an e-mail, phone, URL or birthday that is none.
    """
    from netcli import dates

    cleaned: dict[str, Any] = {}
    for key, value in fields.items():
        if key == "emails":
            cleaned[key] = [_need(identifiers.email(each), each, "an e-mail address") for each in value]
        elif key == "phones":
            cleaned[key] = [_need(phone(each), each, "a phone number") for each in value]
        elif key == "urls":
            cleaned[key] = [_need(identifiers.url(each), each, "a web address") for each in value]
        elif key == "aliases":
            cleaned[key] = ["@" + _need(each.strip().lstrip("@"), each, "an alias") for each in value]
        elif key == "tags":
            cleaned[key] = [_need(each.strip(), each, "a tag") for each in value]
        elif key == "birthday" and value:
            if not dates.valid(value):
                raise Usage(f"{value!r} is not a date", "write 1980-03-12, 1980-03, 1980 or --03-12")
            cleaned[key] = value
        else:
            cleaned[key] = value.strip() if isinstance(value, str) else value
        if key in LISTS and not cleaned[key]:
            del cleaned[key]
    return cleaned


def _need(value: str | None, given: str, what: str) -> str:
    if not value:
        raise Usage(f"{given!r} is not {what}", "check its spelling")
    return value


def _refuse_taken(change: Change, fields: Mapping[str, Any], person: int | None) -> None:
    """An e-mail, profile or alias is a key: it cannot be given to a second person by hand."""
    for kind, field, key in (
        ("email", "emails", identifiers.email_key),
        ("url", "urls", str),
        ("alias", "aliases", lambda alias: names.fold(alias[1:])),
    ):
        for value in fields.get(field, ()):
            if kind == "url" and identifiers.profile(value) is None:
                continue
            others = [number for number in change.reader.answering(kind, key(value) or "") if number != person]
            if others:
                people = change.reader.people(others)
                raise Refused(
                    f"{value} belongs to {people[others[0]].name or 'somebody'} already",
                    f"if they are one person: netcli merge id:{others[0]} {f'id:{person}' if person else '...'}",
                    code="taken",
                    candidates=[people[n] for n in others],
                )


def _forget_removal(fields: dict[str, Any], key: str, values: Iterable[str]) -> None:
    removed = fields.get("removed", {})
    if key in removed:
        removed[key] = [value for value in removed[key] if value not in set(values)]
        if not removed[key]:
            del removed[key]


def hand_record(change: Change, person: int) -> dict[str, Any]:
    """The record of what the user says of *person* by hand, made (as a mention of her name) if there is none."""
    row = _hand_row(change, person)
    if row is None:
        known = change.reader.person(person)
        name = (known.name if known else None) or ""
        _insert_record(change, {"name": name, "mention": name or f"id:{person}"}, person)
        row = _hand_row(change, person)
        assert row is not None
    return row


def _hand_row(change: Change, person: int) -> dict[str, Any] | None:
    found = change.connection.execute(
        "SELECT * FROM record WHERE person = ? AND batch IS NULL ORDER BY id LIMIT 1", (person,)
    )
    return next(iter(rows_of(found)), None)


def _insert_record(change: Change, fields: dict[str, Any], person: int | None) -> int:
    number = max(next_id(change.connection, "person"), _highest_person(change) + 1) if person is None else person
    stamp = clock.stamp()
    change.journal.insert(
        "record",
        {
            "person": number,
            "born": number,
            "batch": None,
            "key": "hand",
            "row_key": None,
            "file": None,
            "line": None,
            "as_of": stamp[:10],
            "fields": json.dumps(fields, ensure_ascii=False),
            "added": stamp,
            "changed": stamp,
        },
    )
    return number


def _highest_person(change: Change) -> int:
    """People that this change adds have numbers before they have rows."""
    return max(change.journal.people, default=0)


def _rewrite(change: Change, record: int, fields: dict[str, Any], before: str) -> None:
    text = json.dumps(fields, ensure_ascii=False)
    if text != before:
        stamp = clock.stamp()
        change.journal.update("record", record, fields=text, changed=stamp, as_of=stamp[:10])


def add_link(
    change: Change,
    a: int,
    b: int,
    *,
    kind: str | None = None,
    since: str | None = None,
    last: str | None = None,
    certainty: str = "sure",
    closeness: int | None = None,
    note: str | None = None,
) -> None:
    """Say that *a* and *b* know each other; said again, the newer word replaces the older of the same kind.

    Raises Usage when they are one.
    """
    if a == b:
        raise Usage("a link needs two people", "name somebody else")
    one, other = hand_record(change, a)["id"], hand_record(change, b)["id"]
    row = {
        "a": one,
        "b": other,
        "batch": None,
        "kind": "declared",
        "link": kind or "contact",
        "certainty": certainty,
        "since": since,
        "last": last,
        "count": None,
        "direction": None,
        "closeness": closeness,
        "detail": note,
        "file": None,
        "line": None,
    }
    for number, old in _by_hand(change, one, other):
        flipped = old["a"] != one
        if kind is None or old["link"] == kind or (old["link"] == "contact" and kind):
            news = {name: value for name, value in row.items() if value is not None and name not in ("a", "b")}
            if kind is None:
                del news["link"]
            if flipped:
                news |= {"a": one, "b": other}
            change.journal.update("evidence", number, **news)
            return
    change.journal.insert("evidence", row)


def _by_hand(change: Change, one: int, other: int) -> list[tuple[int, dict[str, Any]]]:
    found = change.connection.execute(
        "SELECT * FROM evidence WHERE batch IS NULL AND ((a = ? AND b = ?) OR (a = ? AND b = ?)) ORDER BY id",
        (one, other, other, one),
    )
    return [(row["id"], row) for row in rows_of(found)]


def remove_link(change: Change, a: int, b: int) -> None:
    """Take the link of *a* and *b* away with its evidence, the imported included.

    Raises Unknown when there is none.
    """
    pair = (a, b) if a < b else (b, a)
    if pair not in change.reader.links([pair]):
        people = change.reader.people(pair)
        raise Unknown(
            f"{people[a].name or a} and {people[b].name or b} are not linked",
            "netcli show lists links",
            code="unknown_link",
        )
    for _, _, row in list(change.reader.evidence_between([pair])):
        if row["link"] is not None:
            change.journal.delete("evidence", row["id"])


def ambiguous(words: str, people: Iterable[Any]) -> Ambiguous:
    """The error for *words* that fit several *people*."""
    people = list(people)
    return Ambiguous(
        f"{words!r} fits {len(people)} people", "say which: id:NUMBER, email:ADDRESS, or --first", candidates=people
    )
