"""Only an operation that is about to happen is announced as one that undo cannot reverse."""

from __future__ import annotations

import pytest

from netcli.store import connection

from ..running import Netcli

LAST_WORD = "netcli undo cannot reverse this"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("forget", "Nobody Known", "--yes"), 3),
        (("forget", "me", "--yes"), 6),
        (("forget", "Martin", "--yes"), 3),
        (("lock",), 2),
        (("lock", "--passphrase-file", "nowhere"), 66),
        (("restore", "nowhere", "--yes"), 66),
        (("restore", __file__, "--yes"), 65),
    ],
    ids=lambda each: " ".join(each[:2]).split("/")[0] if isinstance(each, tuple) else None,
)
def test_what_fails_is_not_announced(village: Netcli, words: tuple[str, ...], code: int) -> None:
    """The error is the first thing said."""
    if words[0] == "lock":
        pytest.importorskip("pyrage")
    outcome = village(*words)
    assert (outcome.code, LAST_WORD in outcome.err, outcome.err.startswith("netcli: ")) == (code, False, True)


@pytest.mark.parametrize("word", ["lock", "unlock"])
def test_a_locked_book_without_a_key_is_not_announced(village: Netcli, word: str) -> None:
    """If the key of the book is lost, `netcli unlock` only names the key, and `netcli lock` has nothing to do."""
    pytest.importorskip("pyrage")
    village.db.write_bytes(connection.ENCRYPTED + b"...")
    outcome = village(word)
    assert (outcome.code, LAST_WORD in outcome.err) == ({"lock": 0, "unlock": 65}[word], False)


def test_forget_announces_whom_it_forgets(village: Netcli) -> None:
    """The announcement names the person, whatever the user typed."""
    whom = village.ok("show", "id:7")["result"]["person"]["name"]
    assert village("forget", "id:7", "--yes").err.splitlines()[0] == f"forget {whom} for good; {LAST_WORD}"
