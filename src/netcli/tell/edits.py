"""Add, edit and tag people by hand.

The user's statements are records with the network `hand`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, TypedDict, Unpack

from netcli import clock, identifiers, names
from netcli.answers import Answer, Remark, Words
from netcli.answers.edits import Written
from netcli.answers.people import Person
from netcli.ask.filters import unknown_values
from netcli.ask.naming import Name, Who, called, is_key, may_mean, told_apart
from netcli.errors import Ambiguous, Refused, Unknown, Usage
from netcli.folding import fold
from netcli.language import plural, say
from netcli.phones import phone, same
from netcli.records import Fields, KeptRecord
from netcli.store import records
from netcli.store.writer import Change
from netcli.tell import forgotten

LISTS: Final = ("aliases", "emails", "phones", "urls", "tags")
OWN: Final = frozenset(("name", "emails", "urls", "aliases", "birthday"))
"""Fields that cannot be edited for several people at once."""


class Keys(TypedDict, total=False):
    """Keys that identify a person; None leaves a key unchanged."""

    emails: Sequence[str] | None
    phones: Sequence[str] | None
    urls: Sequence[str] | None


class Details(Keys, total=False):
    """What the user states about a person; None leaves a value unchanged.

    `birthday` is a date such as `1980-03-12`, or `--03-12` without a year.
    """

    aliases: Sequence[str] | None
    tags: Sequence[str] | None
    company: str | None
    title: str | None
    city: str | None
    birthday: str | None
    note: str | None


class Edits(Details, total=False):
    """Values to change. Lists are extended. An empty text deletes the user's value."""

    name: str | None
    private: bool | None


class Removals(Keys, total=False):
    """Values to be removed from the lists of a person."""

    aliases: Sequence[str] | None
    tags: Sequence[str] | None


def init(change: Change, name: str, **keys: Unpack[Keys]) -> Answer[Words, Written]:
    """Make *name* the owner of the book. The keys identify the owner in imported files."""
    number = begin_book(change, name, _given(keys))
    return written(change, "init", {"me": name}, [number], say("created a book for {name}", name=name))


def add(change: Change, name: str, *, new: bool = False, **details: Unpack[Details]) -> Answer[Words, Written]:
    """Add a person. If *name* is an e-mail address, the person has this address and no name.

    Raises Refused if somebody has the address, or has the same name and *new* is false.
    """
    fields = _given(details)
    if address := identifiers.email(name) if "@" in name else None:
        fields = checked({**fields, "emails": [address, *(fields.get("emails") or ())]})
        _refuse_taken(change, fields, None)
        forgotten.welcome(change, fields, back=new)
        number = _insert_record(change, fields)
    else:
        number = add_person(change, name, fields, new=new)
    return written(change, "add", {"name": name}, [number], say("added {name}", name=name))


def edit(change: Change, person: Name, who: Who, remove: Removals, **edits: Unpack[Edits]) -> Answer[Words, Written]:
    """Correct what the book says about a person.

    The user's statements override every import. Raises Usage if there is nothing to edit.
    """
    values, removals = _given(edits), _given(remove)
    if not values and not removals:
        raise Usage(say("nothing to edit"), say("use an option such as --company, --email or --remove-email"))
    if values.get("name", "?").strip() == "":
        raise Usage(say("a person needs a name"), say("write --name 'First Last'"))
    whom = person(who)
    edit_person(change, whom.id, values, removals)
    return written(change, "edit", {"person": who}, [whom.id], say("edited {called}", called=called(whom)))


def tag(change: Change, person: Name, who: Who, tags: Sequence[str]) -> Answer[Words, Written]:
    """Add *tags* to a person. If a tag begins with `-`, the tag is removed."""
    whom = person(who)
    edit_person(change, whom.id, *_tags(tags))
    return written(
        change,
        "tag",
        {"person": who, "tags": tags},
        [whom.id],
        say("tagged {called}: {tags}", called=called(whom), tags=", ".join(tags)),
    )


def edit_all(
    change: Change, people: Sequence[Person], where: Sequence[str], remove: Removals, **edits: Unpack[Edits]
) -> Answer[Words, Written]:
    """Correct what the book says about *people*. The filters in *where* selected these people.

    Raises Usage if there is nothing to edit, or for a field in `OWN`.
    """
    values, removals = _given(edits), _given(remove)
    if not values and not removals:
        raise Usage(say("nothing to edit"), say("use an option such as --company, --city or --private"))
    if own := OWN.intersection(values):
        raise Usage(say("{min} belongs to one person only", min=min(own)), say("use netcli edit P"))
    return _of_all(change, "edit", people, {"where": [*where]}, values, removals)


def tag_all(
    change: Change, people: Sequence[Person], where: Sequence[str], tags: Sequence[str]
) -> Answer[Words, Written]:
    """Add *tags* to *people*. The filters in *where* selected these people.

    If a tag begins with `-`, the tag is removed.
    """
    given, removed = _tags(tags)
    return _of_all(change, "tag", people, {"where": [*where], "tags": [*tags]}, given, removed)


def _of_all(
    change: Change, command: str, people: Sequence[Person], query: Words, values: Fields, removals: Fields
) -> Answer[Words, Written]:
    for each in people:
        edit_person(change, each.id, values, removals)
    whom = plural(len(people), "person", "people")
    summary = (
        say("edited {people}", people=whom)
        if command == "edit"
        else say("tagged {tags}: {people}", tags=", ".join(query["tags"]), people=whom)  # type: ignore[arg-type]
    )
    answer = written(change, command, query, [each.id for each in people], summary)
    if people:
        return answer
    nobody: Remark = {"code": "empty", "message": say("nobody matches")}
    return answer.replaced(warnings=[nobody, *unknown_values(change.reader, query["where"])])  # type: ignore[arg-type]


def _tags(tags: Sequence[str]) -> tuple[Fields, Fields]:
    """Return the *tags* to add and the tags to remove."""
    given = [word for word in tags if not word.startswith("-")]
    removed = [word[1:] for word in tags if word.startswith("-")]
    return _given({"tags": given}), _given({"tags": removed})


def written(
    change: Change, command: str, query: Words, people: Sequence[int], summary: str, *, pair: bool = False
) -> Answer[Words, Written]:
    """Record the change, and report its effect on *people*.

    If *pair* is true, also report the link of the two people.
    """
    change.summary = summary
    change.record()
    reader = change.reader
    known = reader.people(people)
    links = list(reader.links([(min(people), max(people))]).values()) if pair else []
    result = Written(
        changed=change.changed,
        people=[known[number] for number in dict.fromkeys(people) if number in known],
        links=links,
        undo=change.id if change.changed else None,
    )
    return Answer(command, query, result, summary=summary if change.changed else say("nothing to change"))


def names_of(people: Iterable[Person]) -> list[str]:
    """Return people's names. The user comes first and is called "you". If names are equal, the ids are added."""
    ordered = sorted(people, key=lambda each: not each.me)
    return [each.called() if each.me else name for each, name in zip(ordered, told_apart(ordered), strict=True)]


def _given(details: Mapping[str, object]) -> Fields:
    return {name: value for name, value in details.items() if value is not None and value != []}


def begin_book(change: Change, name: str, fields: Fields) -> int:
    """Make *name* the owner of the book, and return the owner's id.

    Raises Refused if the book already has an owner.
    """
    if change.journal.row("setting", "me"):
        me = change.reader.person(change.reader.me())
        raise Refused(
            say("this book already belongs to {name}", name=me.name if me else say("somebody")),
            say("change the name: netcli edit me --name NAME"),
        )
    number = add_person(change, name, fields)
    change.journal.insert("setting", {"key": "me", "value": str(number)})
    return number


def add_person(change: Change, name: str, fields: Fields, *, new: bool = False) -> int:
    """Add a person by hand, and return their id.

    Raises Refused if somebody else has the name, an e-mail, a profile or an alias. If *new* is true, the same name is
    allowed.
    """
    name = name.strip()
    if not name:
        raise Usage(say("a person needs a name"), say("write the name in quotes"))
    cleaned = checked(fields)
    others = [] if new else change.reader.answering("name", names.full_key(name))
    if others:
        people = change.reader.people(others)
        raise Refused(
            say("somebody is already called {name!r}", name=name),
            say("use --new to add another person with this name"),
            code="exists",
            candidates=[people[n] for n in others],
        )
    _refuse_taken(change, cleaned, None)
    forgotten.welcome(change, {"name": name, **cleaned}, back=new)
    return _insert_record(change, {"name": name, **cleaned})


def named_or_added(change: Change, person: Name, words: str) -> int:
    """Return the id of the person whom *words* identify, or of a new person.

    An address that nobody has, with or without `email:`, makes a person without a name. Raises Ambiguous if several
    people match or a name may be misspelt. Raises Unknown if nobody has another key in *words*.
    """
    try:
        return person(words).id
    except Unknown:
        kind, _, value = words.strip().partition(":")
        if kind == "email":
            return _insert_record(change, checked({"emails": [value]}))
        if is_key(words):
            raise
    address = identifiers.email(words) if "@" in words else None
    if likest := may_mean(change.reader, words):
        hint = say("if you mean somebody else, run netcli add --new {words!r} and try again", words=words)
        if address:
            hint = say("if you mean somebody else, write {key}", key=f"email:{address}")
        raise Ambiguous(
            say("{words!r} may be a misspelling of {name}", words=words, name=likest[0].name), hint, candidates=likest
        )
    return _insert_record(change, checked({"emails": [address]})) if address else add_person(change, words, {})


def require_tag(change: Change, tag: str) -> None:
    """Raise Unknown if nobody has this *tag*."""
    if not change.reader.answering("tag", fold(tag)):
        raise Unknown(
            say("nobody is tagged {tag!r}", tag=tag), say("to see a person's tags: netcli show P"), code="unknown_tag"
        )


def edit_person(change: Change, person: int, values: Fields, remove: Mapping[str, Iterable[str]]) -> None:
    """Change a person's fields, and remove the values in *remove*.

    Lists are extended. None or '' clears a value. Raises Unknown for a missing tag, Usage for an invalid value, and
    Refused for another person's key.
    """
    for tag in remove.get("tags", ()):
        require_tag(change, tag)
    held = change.reader.full([person])[0]
    taken = {
        key: gone
        for key, given in checked({key: list(given) for key, given in remove.items()}).items()
        if (gone := _among(key, given, getattr(held, key)))
    }
    cleaned = checked(values)
    if not (cleaned or taken):
        return
    _refuse_taken(change, cleaned, person)
    record = record_by_hand(change, person)
    fields = {**record.fields}
    for key, value in cleaned.items():
        if key in LISTS:
            _add(fields, key, value)
        else:
            _set(fields, key, value)
    for key, gone in taken.items():
        _remove(fields, key, gone)
    _rewrite(change, record, _without_empty(fields), as_of=clock.stamp()[:10])


def _among(key: str, given: Sequence[str], held: Sequence[str]) -> list[str]:
    """Return each value in *held* that equals a given value."""
    if key == "phones":
        return [value for value in held if any(same(each, value) for each in given)]
    return [value for value in given if value in held]


def revise_person(
    change: Change, person: int, values: Fields, gone: Mapping[str, Collection[str]], *, on: str | None
) -> None:
    """Record changes that the user made in another program.

    *on* is the day of the changes, or None for today. *gone* contains the deleted values. Later statements in netcli
    take precedence. Raises Usage and Refused like `edit_person`.
    """
    spellings = [alias for alias in values.get("aliases", ()) if not alias.startswith("@")]
    cleaned = checked(values | {"aliases": [each for each in values.get("aliases", ()) if each not in spellings]})
    if spellings:
        cleaned["aliases"] = [*cleaned.get("aliases", ()), *spellings]
    _refuse_taken(change, {key: value for key, value in cleaned.items() if key != "aliases"}, person)
    before = _by_hand(change, person)
    record = record_by_hand(change, person)
    fields = {**record.fields}
    later = bool(before and on and before.as_of and before.as_of > on)
    for key, value in cleaned.items():
        if key in LISTS:
            kept = fields.get("removed", {}).get(key, ()) if later else ()
            _add(fields, key, [each for each in value if each not in kept])
        elif not (later and key in fields):
            _set(fields, key, value)
    for key, taken in gone.items():
        said = fields.get(key, ()) if later else ()
        _remove(fields, key, [each for each in taken if each not in said])
    day = on or clock.stamp()[:10]
    _rewrite(change, record, _without_empty(fields), as_of=max(day, before.as_of or "") if before else day)


def checked(fields: Fields) -> Fields:
    """Return *fields* in canonical form, without empty lists.

    Raises Usage for an invalid value.
    """
    from netcli import dates

    cleaned: Fields = {}
    for key, value in fields.items():
        if key == "emails":
            cleaned[key] = [_need(identifiers.email(each), each, say("an e-mail address")) for each in value]
        elif key == "phones":
            cleaned[key] = [_need(phone(each), each, say("a phone number")) for each in value]
        elif key == "urls":
            cleaned[key] = [_need(identifiers.url(each), each, say("a web address")) for each in value]
        elif key == "aliases":
            cleaned[key] = ["@" + _need(each.strip().lstrip("@"), each, say("an alias")) for each in value]
        elif key == "tags":
            cleaned[key] = [_need(each.strip(), each, "a tag") for each in value]
        elif key == "birthday" and value:
            if not dates.valid(value):
                raise Usage(
                    say("{value!r} is not a date", value=value), say("write 1980-03-12, 1980-03, 1980 or --03-12")
                )
            if value > clock.today().isoformat():
                raise Usage(say("{day} is in the future", day=value), say("write 1980-03-12, 1980-03, 1980 or --03-12"))
            cleaned[key] = value
        else:
            cleaned[key] = value.strip() if isinstance(value, str) else value
        if key in LISTS and not cleaned[key]:
            del cleaned[key]
    return cleaned


def _need(value: str | None, given: str, what: str) -> str:
    if not value:
        raise Usage(say("{given!r} is not {what}", given=given, what=what), say("check its spelling"))
    return value


def _refuse_taken(change: Change, fields: Fields, person: int | None) -> None:
    """Raise Refused if another person has a key in *fields*."""
    for kind, field, key in (
        ("email", "emails", identifiers.email_key),
        ("url", "urls", str),
        ("alias", "aliases", lambda alias: fold(alias[1:])),
    ):
        for value in fields.get(field, ()):
            if kind == "url" and identifiers.profile(value) is None:
                continue
            others = [number for number in change.reader.answering(kind, key(value) or "") if number != person]
            if others:
                people = change.reader.people(others)
                raise Refused(
                    say("{value} already belongs to {name}", value=value, name=people[others[0]].called()),
                    say(
                        "if the two people are the same person: netcli merge id:{others} {person}",
                        others=others[0],
                        person=f"id:{person}" if person else "...",
                    ),
                    code="taken",
                    candidates=[people[n] for n in others],
                )


def _set(fields: Fields, key: str, value: str | None) -> None:
    """Set a single value in *fields*. The value None deletes the field's statement."""
    if value in (None, ""):
        fields.pop(key, None)
        return
    fields[key] = value
    _allow_again(fields, key, [str(value)])
    if key == "name":
        for part in ("mention", "given", "family"):
            fields.pop(part, None)


def _add(fields: Fields, key: str, values: Collection[str]) -> None:
    fields[key] = list(dict.fromkeys([*fields.get(key, []), *values]))
    _allow_again(fields, key, values)


def _remove(fields: Fields, key: str, gone: Collection[str]) -> None:
    """Remove the values in *gone* from the list *key*, including imported values."""
    if key in LISTS:
        fields[key] = [value for value in fields.get(key, []) if value not in gone]
    elif fields.get(key) in gone:
        del fields[key]
    removed = {**fields.get("removed", {})}
    fields["removed"] = removed | {key: list(dict.fromkeys([*removed.get(key, []), *gone]))}


def _without_empty(fields: Fields) -> Fields:
    removed = {key: values for key, values in fields.get("removed", {}).items() if values}
    return {key: value for key, value in (fields | {"removed": removed}).items() if value not in (None, "", [], {})}


def _allow_again(fields: Fields, key: str, values: Collection[str]) -> None:
    """Cancel the removal of *values*, because the user has stated them again."""
    removed = {**fields.get("removed", {})}
    if key in removed:
        removed[key] = [value for value in removed[key] if value not in values]
        fields["removed"] = {field: values for field, values in removed.items() if values}


def record_by_hand(change: Change, person: int) -> KeptRecord:
    """Return the record of the user's statements about *person*.

    If there is no such record, it is created.
    """
    record = _by_hand(change, person)
    if record is None:
        known = change.reader.person(person)
        name = (known.name if known else None) or ""
        _insert_record(change, {"name": name, "mention": name or f"id:{person}"}, person)
        record = _by_hand(change, person)
        assert record is not None
    return record


def _by_hand(change: Change, person: int) -> KeptRecord | None:
    return next((record for record in records.of_people(change.reader, [person]) if record.batch is None), None)


def _insert_record(change: Change, fields: Fields, person: int | None = None) -> int:
    number = change.new_person() if person is None else person
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


def _rewrite(change: Change, record: KeptRecord, fields: Fields, *, as_of: str) -> None:
    if fields != record.fields:
        text = json.dumps(fields, ensure_ascii=False)
        change.journal.update("record", record.id, fields=text, changed=clock.stamp(), as_of=as_of)
