"""`netcli due`: the people whom the user should contact."""

from __future__ import annotations

from typing import Any

import pytest

from ..running import Netcli


def _due(book: Netcli, *words: str) -> list[Any]:
    return [
        (each["person"]["name"], each["rhythm_days"], each["last_met"], each["due"], each["overdue_days"])
        for each in book.ok("due", *words)["result"]
    ]


def _mail(book: Netcli, *days: str, address: str = "pierre@example.org") -> None:
    """Import mails from Zoé to *address* on these *days*."""
    mails = [
        f"From zoe@example.org Mon Jan  1 00:00:00 2026\nFrom: zoe@example.org\nTo: {address}\n"
        f"Date: {day}\nMessage-ID: <{number}.{address}>\nSubject: x\n\nHello\n\n"
        for number, day in enumerate(days)
    ]
    file = book.db.parent / f"{address}.mbox"
    file.write_text("".join(mails), "utf-8")
    book.ok("import", file)


def test_the_day_follows_the_last_contact(village: Netcli) -> None:
    """Both a meeting and a mail postpone the due date."""
    village.ok("rhythm", "Pierre", "2w")
    village.ok("met", "Pierre", "--on", "2026-11-01")
    assert _due(village) == [("Pierre Martin", 14, "2026-11-01", "2026-11-15", 8)]
    _mail(village, "Tue, 10 Nov 2026 10:00:00 +0000")
    assert _due(village) == []
    village.ok("rhythm", "Pierre", "1w")
    assert _due(village) == [("Pierre Martin", 7, "2026-11-10", "2026-11-17", 6)]


def test_what_somebody_wrote_in_a_group_is_contact_with_them(village: Netcli) -> None:
    """In a group chat, only a person's own messages count as contact."""
    file = village.db.parent / "_chat.txt"
    days = {"Zoé Exemple": "08", "Pierre Martin": "09", "Ana": "20"}
    file.write_text("\n".join(f"[{day}/11/2026, 10:00:00] {name}: a" for name, day in days.items()), "utf-8")
    village.ok("import", file)
    village.ok("duplicates", "--accept", "name", "--yes")
    village.ok("rhythm", "Pierre", "1w")
    assert _due(village) == [("Pierre Martin", 7, "2026-11-09", "2026-11-16", 7)]
    assert village.ok("show", "me", "Pierre")["result"]["link"]["last_contact"] == "2026-11-09"


def test_who_was_never_met_is_due_at_once(village: Netcli) -> None:
    """A person who was never contacted is due at once."""
    village.ok("rhythm", "Sophie", "6w")
    assert _due(village) == [("Sophie Durand", 42, None, "2026-11-23", 0)]


@pytest.mark.parametrize(("day", "due"), [("2026-10", "2026-11-07"), ("2025", "2026-01-07")])
def test_a_day_of_which_less_is_known_is_its_last(village: Netcli, day: str, due: str) -> None:
    """An incomplete date of a meeting counts as the last possible day."""
    village.ok("met", "Pierre", "--on", day)
    village.ok("rhythm", "Pierre", "1w")
    assert _due(village)[0][2:4] == (day, due)


def test_the_most_precise_rule_wins(village: Netcli) -> None:
    """A person's own rhythm overrides the rhythms of tags. A rarer tag overrides a more common tag."""
    village.ok("rhythm", "tag:rail", "1w")
    village.ok("rhythm", "tag:DRH", "2w")
    village.ok("rhythm", "Pierre", "3w")
    assert [(each["person"]["name"], each["rhythm_days"], each["why"]) for each in village.ok("due")["result"]] == [
        ("Pierre Martin", 21, "every 3 weeks, the rhythm that you set"),
        ("Sophie Durand", 14, "every 2 weeks, the rhythm that you set for tag:drh (1 person)"),
    ]


def test_none_ends_a_rhythm_and_spares_who_bears_the_tag(village: Netcli) -> None:
    """The value `none` exempts a person from all rhythms. For a tag, `none` removes the rhythm."""
    village.ok("rhythm", "tag:rail", "1w")
    village.ok("rhythm", "Pierre", "none")
    assert [each[0] for each in _due(village)] == ["Sophie Durand"]
    village.ok("rhythm", "Pierre", "2w")
    village.ok("rhythm", "tag:rail", "none")
    assert [each[0] for each in _due(village)] == ["Pierre Martin"]
    village.ok("rhythm", "Pierre", "none")
    assert _due(village) == []


def test_who_is_in_the_trash_is_not_due(village: Netcli) -> None:
    """A person in the trash is not due until the removal is undone."""
    village.ok("rhythm", "Pierre", "1w")
    village.ok("remove", "Pierre Martin")
    assert _due(village) == []
    village.ok("undo")
    assert [each[0] for each in _due(village)] == ["Pierre Martin"]


def test_fading_is_told_by_ones_own_past(village: Netcli) -> None:
    """A contact is fading if the silence is unusually long for this contact."""
    weeks = ["01 Sep", "08 Sep", "15 Sep", "22 Sep", "29 Sep"]
    _mail(village, *(f"{day} 2026 10:00:00 +0000" for day in weeks))
    _mail(village, *(f"{day} 2026 10:00:00 +0000" for day in weeks[:2]), address="aicha@example.org")
    _mail(village, *(f"01 Sep {year} 10:00:00 +0000" for year in range(2021, 2027)), address="sophie@example.org")
    assert _due(village, "--fading") == [("Pierre Martin", 7, "2026-09-29", "2026-10-20", 34)]
    (entry,) = village.ok("due", "--fading")["result"]
    assert entry["why"] == "usually every week, silent for 55 days"


def test_slots_keep_the_most_reach(village: Netcli) -> None:
    """`netcli due --slots 1` lists the overdue contact whose loss would cost the most introductions."""
    for name, day in (("Madonna", "2026-01-01"), ("Marie Martin", "2026-02-01"), ("Pierre", "2026-11-01")):
        who = "email:marie@example.org" if name.startswith("Marie") else name
        village.ok("met", who, "--on", day)
        village.ok("rhythm", who, "1w")
    answer = village.ok("due", "--slots", "1")
    assert [each["person"]["name"] for each in answer["result"]] == ["Pierre Martin"]
    (remark,) = answer["warnings"]
    assert (remark["code"], remark["kept"] > remark["overdue_keep"]) == ("slots", True)
    costs = {each["person"]["name"]: each["cost"] for each in village.ok("due")["result"]}
    assert costs["Pierre Martin"] > costs["Madonna"] > 0
    said = village("due", "--slots", "1").err
    assert said == (
        f"if all overdue links faded, you would lose {remark['lost']:.2f} introductions; contact with Pierre Martin"
        f" saves {remark['kept']:.2f}; contact with Madonna saves {remark['overdue_keep']:.2f}\n"
    )


def test_words_say_how_late_and_why(village: Netcli) -> None:
    """Each person is one row, and --why adds the reason."""
    village.ok("met", "Pierre", "--on", "2026-11-01")
    village.ok("rhythm", "Pierre", "2w")
    assert village("due").out == "Pierre Martin, Thales\t3 weeks ago\t2 weeks\t8 days\n"
    assert village("due", "--why").out.endswith("\tevery 2 weeks, the rhythm that you set\n")


def test_nobody_is_due_where_no_rhythm_is_set(village: Netcli) -> None:
    """Without any rhythm, nobody is due, and a warning says so."""
    message = "no rhythm is set; to set a rhythm: netcli rhythm P 6w; to use the frequency of past contact: --fading"
    answer = village.ok("due")
    assert (answer["result"], answer["warnings"]) == (
        [],
        [{"code": "no_rhythm", "file": None, "line": None, "message": message}],
    )
    assert village("due").err == f"nobody is due for contact\nwarning: {message}\n"


@pytest.mark.parametrize(("days", "often"), [("30", "month"), ("7", "week"), ("1", "day"), ("365", "year")])
def test_one_unit_is_said_without_a_number(village: Netcli, days: str, often: str) -> None:
    """A rhythm of one unit reads "every month", not "every 1 month"."""
    assert village("rhythm", "Pierre Martin", days).err == (
        f"set the rhythm of Pierre Martin: every {often}  (to undo: netcli undo)\n"
    )
