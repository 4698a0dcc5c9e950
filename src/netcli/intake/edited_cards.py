"""Cards from this book that the user edited in another program."""

from __future__ import annotations

from netcli.answers.people import FullPerson
from netcli.cards import MANY, SINGLE, marks
from netcli.errors import NetcliError
from netcli.intake.report import Account
from netcli.records import BadRow, Edited, Fields, Used
from netcli.store.writer import Change
from netcli.tell import edits


class EditedCards:
    """Cards in one file that were once exported from this book.

    `people` are the people on these cards. `revised` is the number of edited cards.
    """

    def __init__(self, change: Change, account: Account) -> None:
        self.people: set[int] = set()
        self.revised = 0
        self._change = change
        self._account = account
        self._cards: list[tuple[int, Edited]] = []

    def add(self, card: Edited, first_new: int) -> bool:
        """Add an edited card if its person was already in the book.

        The ids of new people begin at *first_new*. Return whether the card was added.
        """
        person = self._change.reader.forwarded(card.person)
        if self._change.reader.person(person) is None or person >= first_new:
            return False
        self._cards.append((person, card))
        return True

    def revise(self) -> None:
        """Record the edits as the user's own statements; reject cards with invalid edits."""
        people = {person.id: person for person in self._change.reader.full([number for number, _ in self._cards])}
        for number, card in self._cards:
            values, gone = changes(card, people[number])
            try:
                if values or gone:
                    edits.revise_person(self._change, number, values, gone, on=card.revised)
                    self.revised += 1
            except NetcliError as error:
                self._account.enter(BadRow(card.line or 1, error.message, people[number].name or "", card.file))
                continue
            self._account.enter(Used(card.file))
            self.people.add(number)


def changes(edited: Edited, person: FullPerson) -> tuple[Fields, dict[str, list[str]]]:
    """Return the values that were added to the card, and the values that were removed from the card.

    In both dictionaries, the keys are fields.
    """
    # if another program removed netcli's marks from the card, a card newer than the book's data counts as edited
    if edited.then == edited.now or not (edited.then or (edited.revised or "") > person.updated[:10]):
        return {}, {}
    from netcli.importers.vcard.own import values_of  # few files contain such cards

    new: Fields = {}
    said = [*values_of(edited.record)]
    for (field, value), mark in zip(said, marks(said), strict=True):
        if mark in edited.then or value in _held(person, field):
            continue
        if field in MANY:
            new.setdefault(field, []).append(value)
        else:
            new[field] = value
    gone: dict[str, list[str]] = {}
    known = [(field, value) for field in (*SINGLE, *MANY) for value in _held(person, field)]
    for (field, value), mark in zip(known, marks(known), strict=True):
        if mark in edited.then - edited.now and field != "name" and (field in MANY or field not in new):
            gone.setdefault(field, []).append(value)
    return new, gone


def _held(person: FullPerson, field: str) -> list[str]:
    value = getattr(person, field)
    return value if isinstance(value, list) else [value] if value else []
