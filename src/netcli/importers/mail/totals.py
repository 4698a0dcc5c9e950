"""What a correspondence amounts to: sums over all its messages at once."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import numpy as np

from netcli import clock
from netcli.importers.mail.correspondence import FATES, FAULTS, GOOD, NO_SENDER, NOWHERE, Correspondence
from netcli.importers.shared.tally import NEVER, SHIFT, Tally
from netcli.records import BadRow

if TYPE_CHECKING:
    from netcli.importers.shared.tally import Column

SMALL: Final = 8
"""Recipients up to which those who get the same mail probably know each other. Who only shares larger ones, where two
of n people weigh 1/(n-1), shares next to nothing; who writes one is linked with everybody who gets it."""


class Totals:
    """The sums of a correspondence, copies of messages left out; people are numbered anew, as they come.

    `wrote` counts what each person wrote, `sent` what one sent to another, `together` who got the same small mails,
    `unaddressed` the messages that somebody sent to nobody else; `lines` is where each person is seen first.
    """

    def __init__(self, correspondence: Correspondence) -> None:
        self.unaddressed: Counter[int] = Counter()
        self.wrote, self.sent, self.together = Tally(), Tally(), Tally()
        ids, envelopes, days, lines, delivered = np.array(correspondence.messages, np.int64).reshape(-1, 5).T
        first = ids == 0
        first[_firsts(ids)] = True
        states = np.array(correspondence.states)[envelopes]
        unused = {why: first & (states == state) for state, why in enumerate(FATES) if state != GOOD}
        future = unused["future"] = first & (states == GOOD) & (days > clock.today().toordinal())
        for why, those in {"duplicate": ~first, **unused}.items():
            if those.any():
                correspondence.ignore(why, int(lines[those][0]), int(np.count_nonzero(those)))
        self.ignored = {
            why: fate.rows for why, fate in sorted(correspondence.ignored.items(), key=lambda each: each[1].line)
        }
        first &= ~future
        faulty = first & (states >= NO_SENDER)
        bad = [
            BadRow(line, FAULTS[state - NO_SENDER], correspondence.first_lines[line])
            for line, state in zip(lines[faulty].tolist(), states[faulty].tolist(), strict=True)
        ]
        self.bad = sorted(bad + correspondence.unreadable, key=attrgetter("line"))
        good = first & (states == GOOD)
        self.used = int(np.count_nonzero(good))
        self.delivered = _delivered(correspondence, delivered[good])
        self._count(correspondence, envelopes[first], days[first], lines[first])

    def _count(self, correspondence: Correspondence, envelopes: Column, days: Column, lines: Column) -> None:
        """Count the messages in the tallies, once an envelope: a group that writes often costs no more."""
        count = len(correspondence.states)
        begins, since, last = np.full(count, len(envelopes)), np.full(count, NEVER), np.zeros(count, np.int64)
        np.minimum.at(begins, envelopes, np.arange(len(envelopes)))
        np.minimum.at(since, envelopes, np.where(days == 0, NEVER, days))
        np.maximum.at(last, envelopes, days)
        since[since == NEVER] = 0
        times = np.bincount(envelopes, minlength=count)
        used = np.flatnonzero(times)
        used = used[np.argsort(begins[used])]  # as they come
        lines, sums = lines[begins[used]], np.stack((times, since, last))[:, used]

        where, place, names = _spellings_on(correspondence, used)
        come = names[_firsts(names)].tolist()
        person_of = self._number(correspondence, come)
        good = np.array(correspondence.states)[used] == GOOD
        # of several who wrote a mail, the first did
        counts = good[where] & ((place == 0) | (place >= np.array(correspondence.writers)[used][where]))
        where, wrote, names = where[counts], place[counts] == 0, names[counts]
        people = person_of[names]
        spelled = np.zeros(len(person_of), np.int64)
        np.add.at(spelled, names, sums[0, where])
        self.names = _names(correspondence, person_of, [(name, spelled[name]) for name in come])
        self.lines = {int(people[at]): int(lines[where[at]]) for at in _firsts(people)}

        writers = np.full(len(used), -1)
        writers[where[wrote]] = people[wrote]
        pairs = np.sort(where[~wrote] << SHIFT | people[~wrote])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique takes four times as long
        mails, readers = pairs >> SHIFT, pairs & (1 << SHIFT) - 1
        others = readers != writers[mails]
        mails, readers = mails[others], readers[others]
        sizes = np.bincount(mails, minlength=len(used))
        for mail in np.flatnonzero(good & (sizes == 0)):
            self.unaddressed[int(writers[mail])] += int(sums[0, mail])
        self.wrote.add_columns(writers[good], writers[good], *sums[:, good])
        self.sent.add_columns(writers[mails], readers, *sums[:, mails])
        starts = np.cumsum(sizes) - sizes
        for size in range(2, SMALL + 1):
            these = np.flatnonzero(sizes == size)
            a, b = np.triu_indices(size, 1)
            groups = readers[starts[these][:, None] + np.arange(size)]
            self.together.add_columns(groups[:, a].ravel(), groups[:, b].ravel(), *np.repeat(sums[:, these], len(a), 1))

    def _number(self, correspondence: Correspondence, come: list[int]) -> Column:
        """Number the people whose spellings *come* in this order; return whose each spelling is, by those numbers."""
        numbers: dict[int, int] = {}
        self.people: dict[str, int] = {}
        self.addresses: list[str] = []
        for name in come:
            address = correspondence.holders[name]
            number = self.people[address] = numbers.setdefault(correspondence.person_of[name], len(numbers))
            if number == len(self.addresses):
                self.addresses.append(address)
        self.owner = None if correspondence.owner is None else numbers.get(correspondence.owner)
        return np.array([numbers.get(person, -1) for person in correspondence.person_of], np.int64)

    def same_mails(self, owner: int | None) -> Tally:
        """Count who got small mails together, and of any two but *owner* who wrote to the other."""
        a, b, *counts = self.sent.columns()
        others = np.ones(len(a), bool) if owner is None else (a != owner) & (b != owner)
        a, b = a[others], b[others]
        self.together.add_columns(np.minimum(a, b), np.maximum(a, b), *(column[others] for column in counts))
        return self.together

    def appearances(self) -> dict[str, tuple[int, int]]:
        """Return how many messages everybody got and wrote, by their first address."""
        got: Counter[int] = Counter()
        for _, reader, times, _, _ in self.sent:
            got[reader] += times
        wrote = {writer: times for writer, _, times, _, _ in self.wrote}
        return {
            address: (got[person], wrote.get(person, 0))
            for person, address in enumerate(self.addresses)
            if person in self.lines
        }


def _spellings_on(correspondence: Correspondence, envelopes: Column) -> tuple[Column, Column, Column]:
    """Return the spellings on *envelopes*: on which of them each is, at which place there, and which it is."""
    every = np.array(correspondence.sizes, np.int64)
    sizes = every[envelopes]
    where = np.repeat(np.arange(len(envelopes)), sizes)
    place = np.arange(len(where)) - (np.cumsum(sizes) - sizes)[where]
    return where, place, np.array(correspondence.names, np.int64)[(np.cumsum(every) - every)[envelopes][where] + place]


def _firsts(values: Column) -> Column:
    """Return where each of *values* comes first."""
    order = np.argsort(values)  # np.unique sorts stably, in five times the time
    ordered = values[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(values)])
    return np.sort(np.minimum.reduceat(order, starts))


def _delivered(correspondence: Correspondence, numbers: Column) -> dict[str, int]:
    """Count how often each address stands in Delivered-To, in the order in which they come."""
    numbers = numbers[numbers != NOWHERE]
    times = np.bincount(numbers)
    texts = list(correspondence.deliveries)
    counts: Counter[str] = Counter()
    for number in numbers[_firsts(numbers)].tolist():
        counts[texts[number].strip().lower().decode("ascii", "replace")] += int(times[number])
    return counts


def _names(correspondence: Correspondence, person_of: Column, spelled: list[tuple[int, int]]) -> dict[int, str]:
    """Return the name each person bears most often, of equals the one that came first; *spelled* counts spellings."""
    spellings = list(correspondence.spellings)
    best: dict[int, tuple[int, str]] = {}
    for number, count in spelled:
        person, name = int(person_of[number]), spellings[number][1]
        if name and count > best.get(person, (0, ""))[0]:
            best[person] = count, name
    return {person: name for person, (_, name) in best.items()}
