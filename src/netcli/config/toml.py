"""Add or remove one table in the text of a TOML file.

Comments and order stay.
"""

from __future__ import annotations

import json
import re
import tomllib

from netcli.answers.shape import JSON
from netcli.errors import BadInput
from netcli.language import say


def put(text: str, section: str, name: str, entry: JSON) -> str:
    r"""Append the table *section*.*name* to *text*, and return the new text.

    The table contains *entry*. An existing table with the same name is removed.

    >>> put("a = 1", "servers", "n", {"x": ["y"]})
    'a = 1\n\n[servers.n]\nx = ["y"]\n'

    Raises BadInput if *text* is not TOML, or if *section* is not a table.
    """
    before = _parsed(text)
    group = before.get(section, {})
    if not isinstance(group, dict):
        raise BadInput(
            say("{section!r} in this file is not a table", section=section),
            say("fix the file by hand; nothing was changed"),
        )
    if group.get(name) == entry:
        return text
    kept = take(text, section, name)
    gap = "" if not kept or kept.endswith("\n\n") else "\n" if kept.endswith("\n") else "\n\n"
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entry.items())
    return _checked(f"{kept}{gap}[{section}.{name}]\n{lines}", before | {section: group | {name: entry}})


def take(text: str, section: str, name: str) -> str:
    r"""Return *text* without the table *section*.*name* and its subtables.

    >>> take('a = 1\n\n[servers.n]\nx = 1\n\n[b]\n', "servers", "n")
    'a = 1\n\n[b]\n'

    Raises BadInput.
    """
    before = _parsed(text)
    group = before.get(section)
    if not isinstance(group, dict) or name not in group:
        return text
    own = re.compile(
        rf"^\[{re.escape(section)}\.{re.escape(name)}(?:\.[^\]]*)?\][^\n]*\n(?:(?!\[).*\n?)*", re.MULTILINE
    )
    left = {key: value for key, value in group.items() if key != name}
    expected = {key: value for key, value in before.items() if key != section} | ({section: left} if left else {})
    return _checked(own.sub("", text), expected)


def _parsed(text: str) -> JSON:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(
            say("the file is not valid TOML ({error})", error=error), say("fix the file by hand; nothing was changed")
        ) from error


def _checked(text: str, expected: JSON) -> str:
    """Return *text* if it parses to *expected*.

    Raises BadInput.
    """
    try:
        same = tomllib.loads(text) == expected
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise BadInput(
            say("the text of this file cannot be changed safely"), say("change the file by hand; nothing was changed")
        )
    return text
