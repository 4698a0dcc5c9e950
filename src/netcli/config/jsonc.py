"""Add or remove one member in the text of a JSON file.

Comments and trailing commas are allowed.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NamedTuple

from netcli.answers.shape import JSON
from netcli.errors import BadInput
from netcli.language import say

_SPACE: Final = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/|\ufeff)*", re.DOTALL)
_read: Final = json.JSONDecoder().raw_decode
_SCALAR: Final = re.compile(r"true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
INDENT: Final = "  "
"""Indentation of new lines in a file that has no indented line."""


class Value(NamedTuple):
    """A JSON value, and its position in the text."""

    start: int
    end: int
    plain: Any  # the value as Python data
    members: tuple[Member, ...] = ()


class Member(NamedTuple):
    """A member of an object: its name, the name's position, and its value."""

    name: str
    start: int
    value: Value


def put(text: str, section: str, name: str, entry: JSON) -> str:
    r"""Set the member *name* of the object *section* to *entry*, and return the new text.

    >>> put('{"a": 1} // mine', "servers", "n", {"x": [2]})
    '{"a": 1, "servers": {"n": {"x": [2]}}} // mine'

    Raises BadInput.
    """
    if not text.strip("\ufeff \t\r\n"):
        return json.dumps({section: {name: entry}}, indent=2, ensure_ascii=False) + "\n"
    root = parse(text)
    group = _member(root, section)
    if group is None:
        changed = _insert(text, root, section, {name: entry})
    elif (old := _member(group, name)) is not None:
        if old.plain == entry:
            return text
        changed = text[: old.start] + _dumped(text, entry, _indent_of(text, old.start)) + text[old.end :]
    else:
        changed = _insert(text, group, name, entry)
    return _checked(changed, root.plain | {section: (group.plain if group else {}) | {name: entry}})


def take(text: str, section: str, name: str) -> str:
    r"""Remove the member *name* of the object *section*, and return the new text.

    >>> take('{"servers": {"m": 1, "n": {}}}', "servers", "n")
    '{"servers": {"m": 1}}'

    Raises BadInput.
    """
    root = parse(text) if text.strip("\ufeff \t\r\n") else None
    group = _member(root, section) if root else None
    if root is None or group is None or _member(group, name) is None:
        return text
    members = group.members
    place = max(at for at, member in enumerate(members) if member.name == name)
    if place + 1 < len(members):
        cut = members[place].start, members[place + 1].start
    elif place:
        cut = members[place - 1].value.end, members[place].value.end
    else:
        cut = group.start + 1, group.end - 1
    kept = {key: value for key, value in group.plain.items() if key != name}
    return _checked(text[: cut[0]] + text[cut[1] :], root.plain | {section: kept})


def parse(text: str) -> Value:
    """Parse *text*, which must be one object.

    Raises BadInput.
    """
    try:
        root = _value(text, _skip(text, 0))
        if _skip(text, root.end) != len(text):
            raise ValueError(f"more than one value, at character {root.end}")
    except (ValueError, RecursionError) as error:
        raise BadInput(
            say("it is not valid JSON ({error})", error=error), say("fix the file by hand; nothing was changed")
        ) from error
    if not isinstance(root.plain, dict):
        raise BadInput(say("it is JSON, but not an object"), say("fix the file by hand; nothing was changed"))
    return root


def _value(text: str, start: int) -> Value:
    opening = text[start : start + 1]
    if opening == '"':
        plain, end = _read(text, start)
        return Value(start, end, plain)
    if opening == "{":
        return _object(text, start)
    if opening == "[":
        return _array(text, start)
    if (found := _SCALAR.match(text, start)) is None:
        raise ValueError(f"unexpected {opening or 'end'!r} at character {start}")
    return Value(start, found.end(), json.loads(found[0]))


def _object(text: str, start: int) -> Value:
    members: list[Member] = []
    place = _skip(text, start + 1)
    while text[place : place + 1] != "}":
        begun = place
        if text[place : place + 1] != '"':
            raise ValueError(f"a name is missing at character {place}")
        name, place = _read(text, place)
        place = _skip(text, place)
        if text[place : place + 1] != ":":
            raise ValueError(f"a colon is missing at character {place}")
        value = _value(text, _skip(text, place + 1))
        members.append(Member(name, begun, value))
        place = _after_comma(text, value.end, "}")
    return Value(start, place + 1, {each.name: each.value.plain for each in members}, tuple(members))


def _array(text: str, start: int) -> Value:
    items: list[object] = []
    place = _skip(text, start + 1)
    while text[place : place + 1] != "]":
        value = _value(text, place)
        items.append(value.plain)
        place = _after_comma(text, value.end, "]")
    return Value(start, place + 1, items)


def _after_comma(text: str, end: int, closing: str) -> int:
    """Return the position of the next item or of the *closing* bracket."""
    place = _skip(text, end)
    if text[place : place + 1] == ",":
        return _skip(text, place + 1)
    if text[place : place + 1] != closing:
        raise ValueError(f"a comma or {closing!r} is missing at character {place}")
    return place


def _skip(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start


def _member(value: Value, name: str) -> Value | None:
    """Return the last member *name*. Raises BadInput if the member is not an object."""
    # of several members with one name, parsers use the last
    found = next((each.value for each in reversed(value.members) if each.name == name), None)
    if found is not None and not isinstance(found.plain, dict):
        raise BadInput(
            say("{name!r} in this file is not an object", name=name), say("fix the file by hand; nothing was changed")
        )
    return found


def _insert(text: str, group: Value, name: str, entry: JSON) -> str:
    """Return *text* with a new member at the end of the object *group*."""
    key = json.dumps(name, ensure_ascii=False)
    if not group.members:
        outer = _indent_of(text, group.start)
        inner = outer + _unit(text)
        rest = text[group.start + 1 :]
        bare = rest.lstrip()
        member = f"\n{inner}{key}: {_dumped(text, entry, inner)}"
        return text[: group.start + 1] + member + (f"\n{outer}{bare}" if bare.startswith("}") else rest)
    last = group.members[-1].value.end
    comma = _skip(text, last)
    trailing = text[comma] == ","
    at = comma + 1 if trailing else last
    if "\n" not in text[group.start : group.end]:
        compact = json.dumps(entry, ensure_ascii=False)
        return f"{text[:at]}{'' if trailing else ','} {key}: {compact}{text[at:]}"
    inner = _indent_of(text, group.members[-1].start)
    member = f"\n{inner}{key}: {_dumped(text, entry, inner)}{',' if trailing else ''}"
    return f"{text[:at]}{'' if trailing else ','}{member}{text[at:]}"


def _dumped(text: str, entry: JSON, indent: str) -> str:
    dumped = json.dumps(entry, ensure_ascii=False, indent=_unit(text))
    return dumped.replace("\n", f"\n{indent}")


def _unit(text: str) -> str:
    """Return the indentation unit of *text*."""
    found = re.search(r"\{[^\S\n]*\n([ \t]+)\S", text)
    return found[1] if found else INDENT


def _indent_of(text: str, place: int) -> str:
    """Return the indentation of the line at *place*."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _checked(text: str, expected: JSON) -> str:
    """Return *text* if it parses to *expected*.

    Raises BadInput.
    """
    if parse(text).plain != expected:
        raise BadInput(
            say("the text of this file cannot be changed safely"), say("change the file by hand; nothing was changed")
        )
    return text
