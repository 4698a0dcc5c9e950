"""Tests of changes to a JSON file with comments."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.config import jsonc
from netcli.errors import BadInput

ENTRY = {"command": "/opt/netcli", "args": ["mcp"]}
COMMENTED = """{
    // what José added
    "servers": {
        "weather": {"url": "https://example.org"}, // a comma stands behind it
    },
    /* two inputs, "servers": {} */
    "inputs": [1, 2, ],
}
"""
EDITED = """{
    // what José added
    "servers": {
        "weather": {"url": "https://example.org"},
        "netcli": {
            "command": "/opt/netcli",
            "args": [
                "mcp"
            ]
        }, // a comma stands behind it
    },
    /* two inputs, "servers": {} */
    "inputs": [1, 2, ],
}
"""
FILES = {
    "nothing": ("", '{\n  "servers": {\n    "netcli": %s\n  }\n}\n'),
    "an empty object": ("{}", '{\n  "servers": {\n    "netcli": %s\n  }\n}'),
    "one line": ('{"a": 1}', '{"a": 1, "servers": {"netcli": %s}}'),
    "tabs": ('{\n\t"a": 1\n}\n', '{\n\t"a": 1,\n\t"servers": {\n\t\t"netcli": %s\n\t}\n}\n'),
    "an empty section": ('{\n  "servers": {}\n}\n', '{\n  "servers": {\n    "netcli": %s\n  }\n}\n'),
    "a byte order mark": ("\ufeff{}\n", '\ufeff{\n  "servers": {\n    "netcli": %s\n  }\n}\n'),
}


def _flat(text: str) -> str:
    """Return *text* with `%s` in place of the JSON of `ENTRY`."""
    dumped = [json.dumps(ENTRY)]
    for unit in ("  ", "\t"):
        dumped += [json.dumps(ENTRY, indent=unit).replace("\n", "\n" + unit * depth) for depth in range(4)]
    for each in dumped:
        text = text.replace(each, "%s")
    return text


@pytest.mark.parametrize(("before", "after"), FILES.values(), ids=list(FILES))
def test_an_entry_is_written_as_the_file_is(before: str, after: str) -> None:
    """A new entry has the indentation of the file."""
    changed = jsonc.put(before, "servers", "netcli", ENTRY)
    assert _flat(changed) == after
    assert jsonc.put(changed, "servers", "netcli", ENTRY) == changed


def test_comments_and_last_commas_stay() -> None:
    """When an entry is added, all comments and trailing commas stay."""
    assert jsonc.put(COMMENTED, "servers", "netcli", ENTRY) == EDITED


def test_an_entry_of_before_is_replaced_where_it_stands() -> None:
    """An old entry is replaced, and its neighbours stay."""
    text = '{"servers": {"a": 1, "netcli": {"old": true}, "b": 2}}'
    assert json.loads(jsonc.put(text, "servers", "netcli", ENTRY)) == {"servers": {"a": 1, "netcli": ENTRY, "b": 2}}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('{"servers": {"netcli": 1}}'.replace("1", "{}"), '{"servers": {}}'),
        ('{"servers": {"netcli": {}, "b": 2}}', '{"servers": {"b": 2}}'),
        ('{"servers": {"a": 1, // one\n"netcli": {}}}', '{"servers": {"a": 1}}'),
        ('{"servers": {"a": 1, "netcli": {},}}', '{"servers": {"a": 1,}}'),
        ('{"other": {"netcli": {}}}', '{"other": {"netcli": {}}}'),
        ("", ""),
    ],
)
def test_an_entry_is_taken_out(text: str, left: str) -> None:
    """The removal of an entry also removes one comma. Entries in other sections stay."""
    assert jsonc.take(text, "servers", "netcli") == left


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"a": }',
        '{"a": 1} {}',
        '{"a" 1}',
        "{a: 1}",
        '{"servers": []}',
        '{"a": 1 "b": 2}',
        "[" * 100_000,
        "?",
    ],
)
def test_what_is_not_understood_is_left_alone(text: str) -> None:
    """If the file is not understood, `jsonc.put` raises BadInput."""
    with pytest.raises(BadInput):
        jsonc.put(text, "servers", "netcli", ENTRY)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.text(), PLAIN, max_size=4),
    st.dictionaries(st.text(), PLAIN, max_size=3),
    st.sampled_from([None, 2, "\t"]),
)
def test_any_file_holds_the_entry_and_nothing_else_new(other: dict[str, Any], servers: Any, indent: Any) -> None:
    """`jsonc.put` adds only the entry, and `jsonc.take` restores the old content."""
    document = {**other, "servers": {key: each for key, each in servers.items() if key != "netcli"}}
    text = json.dumps(document, indent=indent, ensure_ascii=False)
    changed = jsonc.put(text, "servers", "netcli", ENTRY)
    assert json.loads(changed) == document | {"servers": document["servers"] | {"netcli": ENTRY}}
    assert json.loads(jsonc.take(changed, "servers", "netcli")) == document
