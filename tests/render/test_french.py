"""Tests of French sentences that cannot be translated word by word."""

from __future__ import annotations

import re

import pytest

from netcli.language import ENGLISH, use

from ..running import Netcli

PIERRE = "Pierre Martin"


@pytest.fixture
def french(hamlet: Netcli, monkeypatch: pytest.MonkeyPatch) -> Netcli:
    """A book of two chains, for somebody who reads French."""
    monkeypatch.setenv("NETCLI_LANG", "fr")
    monkeypatch.setattr("netcli.language._Spoken.language", ENGLISH)
    return hamlet


def test_the_history_tells_meetings_in_french(french: Netcli) -> None:
    """The history translates sentences about meetings, even if a person's name has several words."""
    french("met", PIERRE, "Sophie Durand", "--on", "2026-11-02")
    french("met", PIERRE)
    told = [row.split("\t")[3] for row in french("history", "--limit", "2").out.splitlines()]
    use(ENGLISH)
    assert told == [
        "rencontre avec Pierre Martin aujourd'hui, 2026-11-23",
        "rencontre avec Pierre Martin et Sophie Durand le 2026-11-02",
    ]


def test_a_first_name_is_no_favour(french: Netcli) -> None:
    """In a dossier, `given` is translated as a given name, not as a favour."""
    file = french.db.parent.parent / "cards.vcf"
    file.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Anne Lefort\nN:Lefort;Anne;;;\nEMAIL:anne@one.example\nEND:VCARD\n", "utf-8"
    )
    french("import", file)
    told = french("dossier", "Anne Lefort").out
    use(ENGLISH)
    labels = [row[2:].split("   ")[0] for row in told.splitlines()[2:6]]
    assert labels == ["nom", "prénom", "nom de famille", "e-mail"]


def test_favours_agree_with_every_number(french: Netcli) -> None:
    """French sentences about favours need no agreement with the number."""
    french("favour", PIERRE, "given", "un livre")
    told = french("show", PIERRE).out.replace("\u00a0", " ").splitlines()[-2:]
    use(ENGLISH)
    assert told == ["1 service de votre part, 0 de la sienne : on vous en doit 1", "  2026-11-23  rendu : un livre"]


def test_the_latest_meeting_is_feminine(french: Netcli) -> None:
    """In French, messages are masculine and meetings are feminine."""
    french("met", PIERRE, "--on", "2026-11-02")
    french("met", PIERRE, "--on", "2026-11-22")
    told = french("show", PIERRE).out
    use(ENGLISH)
    assert "2 rencontres, la plus récente hier" in told


def test_a_question_about_many_people_has_no_english_verb(french: Netcli) -> None:
    """The question before a change to many people is entirely French."""
    told = french("tag", "--where", "name:Pierre", "vip").err.replace("\u00a0", " ")
    use(ENGLISH)
    assert told.splitlines()[-1] == "netcli: pas confirmé : étiqueter 1 personne ; --yes le fait sans demander"


def test_quoted_numbers_are_numbers(french: Netcli) -> None:
    """In French, the error about the unknown verdict `no` shows the ids of both people."""
    told = french("duplicates", "--decide", "-", stdin='{"a": 2, "b": 1, "verdict": "no"}\n').err.replace("\u00a0", " ")
    use(ENGLISH)
    assert told.startswith("netcli: ligne 1 : pas un verdict : 'no' pour 2 et 1")


def test_an_empty_standard_input_needs_no_article(french: Netcli) -> None:
    """In French, the error about an empty file also fits standard input."""
    told = french("link", "-", stdin="").err.replace("\u00a0", " ")
    use(ENGLISH)
    assert told.startswith("netcli: il n'y a rien à lire : entrée standard ; ")


@pytest.mark.parametrize(
    ("days", "often"), [("30", "tous les mois"), ("7", "toutes les semaines"), ("42", "toutes les 6 semaines")]
)
def test_a_rhythm_agrees_with_its_unit(french: Netcli, days: str, often: str) -> None:
    """The French words for a rhythm agree with the unit."""
    told = french("rhythm", PIERRE, days).err.replace("\xa0", " ")
    use(ENGLISH)
    assert told == f"rythme de Pierre Martin : {often}  (pour annuler : netcli undo)\n"


def test_a_match_is_told_with_a_blank_before_the_colon(french: Netcli) -> None:
    """In French, a blank stands before the colon of a match."""
    told = french("find", "pier").out.replace("\xa0", " ")
    use(ENGLISH)
    assert "pier : commence par pierre (nom)" in told


def test_less_than_two_people_are_singular(french: Netcli) -> None:
    """French uses the singular below 2, also for an average with decimals."""
    told = french("potential").out.replace("\xa0", " ")
    use(ENGLISH)
    assert re.findall(r"([\d,]+) (contacts? directs?|personnes?)$", told, re.MULTILINE) == [("0,7", "personne")]


def test_less_than_two_contacts_are_singular(french: Netcli) -> None:
    """In French, an average of less than two contacts is singular."""
    told = "".join(french(words).out for words in ("stats", "stars")).replace("\xa0", " ")
    use(ENGLISH)
    assert re.findall(r"[01],\d contacts?\b", told) == ["1,7 contact", "1,9 contact"]


def test_a_contact_comes_from_the_address_book(french: Netcli) -> None:
    """In French, the words for an address-book contact need a preposition."""
    file = french.db.parent.parent / "cards.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Anne Lefort\nEMAIL:anne@one.example\nEND:VCARD\n", "utf-8")
    french("import", file)
    told = french("show", "Anne Lefort").out
    use(ENGLISH)
    assert "contact du carnet d'adresses" in told


def test_the_reasons_of_a_pair_have_french_labels(french: Netcli) -> None:
    """The label of an e-mail address is French in the table of reasons."""
    french("add", "Anne Lefort", "--email", "anne@one.example")
    french("add", "Anne Roussel", "--email", "anne@two.example")
    told = french("why", "Anne Lefort", "Anne Roussel").out
    use(ENGLISH)
    labels = [row.split("\t")[0] for row in told.splitlines() if "\t" in row]
    assert labels == ["a priori", "nom", "nom", "e-mail", "entreprise"]
