"""`netcli watch`: changes of watched chains."""

from __future__ import annotations

from typing import Any

from ..running import Netcli


def _check(book: Netcli, *words: str) -> tuple[int, list[Any]]:
    outcome = book("watch", "check", "--json", *words)
    found = outcome.json()["result"]
    return outcome.code, [(each["what"], each["before"]["hops"], each["now"]["hops"]) for each in found]


def test_what_became_of_a_chain(village: Netcli) -> None:
    """`netcli watch check` reports a chain that became shorter or longer, broke, or exists for the first time."""
    village.ok("watch", "add", "Sophie")
    assert _check(village) == (0, [("same", 3, 3)])
    village.ok("link", "Pierre", "Sophie")
    assert _check(village) == (10, [("shorter", 3, 2)])
    assert _check(village) == (0, [("same", 2, 2)])
    village.ok("unlink", "Pierre", "Sophie")
    assert _check(village) == (10, [("longer", 2, 3)])
    village.ok("unlink", "Jacques", "Sophie")
    assert _check(village) == (10, [("broken", 3, None)])
    village.ok("link", "me", "Sophie", "--certainty", "guess")
    assert _check(village) == (0, [("same", None, None)])
    village.ok("link", "me", "Sophie", "--kind", "friend")
    assert _check(village) == (10, [("opened", None, 1)])


def test_a_chance_counts_when_its_word_changes(village: Netcli) -> None:
    """If the word for a chain's chance changes, the chain counts as changed."""
    village.ok("watch", "add", "Aïcha")
    village.ok("link", "me", "Aïcha", "--kind", "spouse")
    assert _check(village) == (10, [("likelier", 1, 1)])
    village.ok("undo")
    village.ok("undo")
    assert _check(village) == (0, [("same", 1, 1)])


def test_a_dry_run_keeps_what_it_was(village: Netcli) -> None:
    """A dry run of `netcli watch check` does not store the new state."""
    village.ok("watch", "add", "Sophie")
    village.ok("link", "Pierre", "Sophie")
    before = village.export()
    assert [_check(village, "--dry-run") for _ in range(2)] == [(10, [("shorter", 3, 2)])] * 2
    assert village.export() == before


def test_a_check_is_one_step_of_undo(village: Netcli) -> None:
    """Only a check that found a change adds a step of undo."""
    village.ok("watch", "add", "Sophie")
    before = village.export()
    village.ok("watch", "check")
    assert village.export() == before
    village.ok("link", "Pierre", "Sophie")
    linked = village.export()
    assert village("watch", "check").code == 10
    village.ok("undo")
    assert village.export() == linked
    assert village.ok("check")["result"]["problems"] == []


def test_who_is_watched(village: Netcli) -> None:
    """Adding a watched person again changes nothing. The user cannot watch themselves."""
    village.ok("watch", "add", "Sophie")
    assert village.ok("watch", "add", "Sophie")["result"]["changed"] == 0
    (watched,) = village.ok("watch", "list")["result"]
    assert (watched["person"]["name"], watched["hops"], watched["checked"]) == ("Sophie Durand", 3, "2026-11-23")
    village.ok("watch", "remove", "Sophie")
    assert village.ok("watch", "list")["result"] == []
    assert village("watch", "remove", "Sophie").code == 3
    assert village("watch", "add", "me").code == 2
