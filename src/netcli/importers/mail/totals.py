"""The totals of a correspondence, computed over all its messages at once."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from netcli import clock
from netcli.importers.mail.correspondence import FATES, FAULTS, GOOD, NO_SENDER, NOWHERE, Correspondence
from netcli.importers.shared.tally import NEVER, SHIFT, SLICE, Tally
from netcli.moments import DAY_BITS, DAY_MASK, DIGEST_MASK, EPOCH, SPREAD, of_bytes
from netcli.records import BadRow

if TYPE_CHECKING:
    from netcli.importers.shared.tally import Column

SMALL: Final = 8
"""If a mail has at most this number of recipients, the recipients are linked with each other.

In a mail to n people, a link between two recipients counts 1/(n-1).
"""


Sums = tuple[int, int, int, str]
"""The number of messages, the first and the last day, and the moments of the messages.

Days are ordinals, or 0 if unknown.
"""


class Mails(Tally):
    """A tally of pairs of people that also keeps each pair's envelopes."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs, self._envelopes = array("q"), array("q")

    def add_mails(self, a: Column, b: Column, sums: Column, envelopes: Column) -> None:
        """Count the pairs of *a* and *b*, and keep the envelope of each pair.

        *sums* has each envelope's number of messages, first day and last day.
        """
        self.add_columns(a, b, *sums)
        self._pairs.frombytes((a << SHIFT | b).tobytes())
        self._envelopes.frombytes(envelopes.astype(np.int64).tobytes())

    def join(self, other: Mails, but: int) -> None:
        """Add the pairs in *other* to this tally. The direction of a pair does not matter.

        *but* is the number of a person to leave out.
        """
        a, b, *counts = other.columns()
        rows, a, b = _without(but, a, b)
        self.add_columns(a, b, *(column[rows] for column in counts))
        codes, envelopes = other.mails()
        rows, a, b = _without(but, codes >> SHIFT, codes & (1 << SHIFT) - 1)
        self._pairs.frombytes((a << SHIFT | b).tobytes())
        self._envelopes.frombytes(envelopes[rows].tobytes())

    def mails(self) -> tuple[Column, Column]:
        """Return two columns: the sorted pairs of people, and the envelope of each pair.

        Each pair is packed into one number.
        """
        codes = np.array(self._pairs, np.int64)
        order = np.argsort(codes)
        return codes[order], np.array(self._envelopes, np.int64)[order]


class Totals:
    """The totals of a correspondence. People get new numbers, in order of appearance.

    `wrote` counts messages by writer. `sent` counts messages by writer and recipient. `together` counts messages by
    pair of recipients, except messages to more than `SMALL` people. `unaddressed` has each writer's envelopes without a
    recipient. The writer does not count as a recipient.
    """

    def __init__(self, correspondence: Correspondence) -> None:
        self.unaddressed: dict[int, list[int]] = {}
        self.wrote, self.sent, self.together = Mails(), Mails(), Mails()
        ids, envelopes, days, lines, delivered = np.array(correspondence.messages, np.int64).reshape(-1, 5).T
        first = ids < 0
        first[_firsts(ids)] = True
        states = np.array(correspondence.states)[envelopes]
        unused = {why: first & (states == state) for state, why in enumerate(FATES) if state != GOOD}
        future = unused["future"] = first & (states == GOOD) & (days > clock.now().date().toordinal())
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
        self.delivered = _delivered(correspondence, delivered[good])
        told = _moments(ids[first], days[first])
        self._used = told[good[first]], envelopes[good]
        self._sizes = np.bincount(envelopes[first], minlength=len(correspondence.states))
        self._moments = told[np.argsort(envelopes[first])]
        self._count(correspondence, envelopes[first], days[first], lines[first])

    def _count(self, correspondence: Correspondence, envelopes: Column, days: Column, lines: Column) -> None:
        """Count the messages; all messages with the same envelope are counted at once."""
        count = len(correspondence.states)
        begins, since, last = np.full(count, len(envelopes)), np.full(count, NEVER), np.zeros(count, np.int64)
        np.minimum.at(begins, envelopes, np.arange(len(envelopes)))
        np.minimum.at(since, envelopes, np.where(days == 0, NEVER, days))
        np.maximum.at(last, envelopes, days)
        since[since == NEVER] = 0
        times = np.bincount(envelopes, minlength=count)
        used = np.flatnonzero(times)
        used = used[np.argsort(begins[used])]  # in order of appearance
        lines, sums = lines[begins[used]], np.stack((times, since, last))[:, used]

        where, place, names = _spellings_on(correspondence, used)
        spellings = names[_firsts(names)].tolist()
        person_of = self._number(correspondence, spellings)
        good = np.array(correspondence.states)[used] == GOOD
        # if a message has several writers, only the first writer counts
        counts = good[where] & ((place == 0) | (place >= np.array(correspondence.writers)[used][where]))
        where, wrote, names = where[counts], place[counts] == 0, names[counts]
        people = person_of[names]
        spelled = np.zeros(len(person_of), np.int64)
        np.add.at(spelled, names, sums[0, where])
        self.names = _names(correspondence, person_of, [(name, spelled[name]) for name in spellings])
        self.lines = {int(people[at]): int(lines[where[at]]) for at in _firsts(people)}

        writers = np.full(len(used), -1)
        writers[where[wrote]] = people[wrote]
        pairs = np.sort(where[~wrote] << SHIFT | people[~wrote])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique would take four times as long
        mails, readers = pairs >> SHIFT, pairs & (1 << SHIFT) - 1
        others = readers != writers[mails]
        mails, readers = mails[others], readers[others]
        sizes = np.bincount(mails, minlength=len(used))
        for mail in np.flatnonzero(good & (sizes == 0)):
            self.unaddressed.setdefault(int(writers[mail]), []).append(int(used[mail]))
        self.wrote.add_mails(writers[good], writers[good], sums[:, good], used[good])
        self.sent.add_mails(writers[mails], readers, sums[:, mails], used[mails])
        starts = np.cumsum(sizes) - sizes
        for size in range(2, SMALL + 1):
            these = np.flatnonzero(sizes == size)
            a, b = np.triu_indices(size, 1)
            groups = readers[starts[these][:, None] + np.arange(size)]
            one, other = groups[:, a].ravel(), groups[:, b].ravel()
            self.together.add_mails(one, other, np.repeat(sums[:, these], len(a), 1), np.repeat(used[these], len(a)))

    def _number(self, correspondence: Correspondence, spellings: list[int]) -> Column:
        """Give a number to each person. Return, for each spelling, the number of the person."""
        numbers: dict[int, int] = {}
        self.people: dict[str, int] = {}
        self.addresses: list[str] = []
        for name in spellings:
            address = correspondence.holders[name]
            number = self.people[address] = numbers.setdefault(correspondence.person_of[name], len(numbers))
            if number == len(self.addresses):
                self.addresses.append(address)
        self.owner = None if correspondence.owner is None else numbers.get(correspondence.owner)
        return np.array([numbers.get(person, -1) for person in correspondence.person_of], np.int64)

    def used(self, holder: int | None) -> tuple[int, int, str]:
        """Return the numbers of used and unused messages, and the moments of the used messages.

        If a message from *holder* has no other recipient, the message is not used.
        """
        told, envelopes = self._used
        alone = np.isin(envelopes, self.unaddressed.get(-1 if holder is None else holder, []))
        kept = told[~alone]
        return len(kept), int(np.count_nonzero(alone)), of_bytes(kept.tobytes())

    def same_mails(self, owner: int | None) -> Iterator[tuple[int, int, Sums]]:
        """Yield each pair of people on the same mails, with their sums.

        Two recipients of a mail to few people are a pair. A writer and a recipient are a pair if neither of
        them is *owner*.
        """
        self.together.join(self.sent, -1 if owner is None else owner)
        return self.counted(self.together)

    def counted(self, tally: Mails) -> Iterator[tuple[int, int, Sums]]:
        """Yield each pair of people in *tally*, in order, with its sums."""
        codes, envelopes = tally.mails()
        begins = np.cumsum(self._sizes) - self._sizes
        columns = tally.columns()
        for start in range(0, len(columns[0]), SLICE):
            a, b, *counts = (column[start : start + SLICE] for column in columns)
            bounds = np.searchsorted(codes, np.append(a << SHIFT | b, (a[-1] << SHIFT | b[-1]) + 1))
            mails = envelopes[bounds[0] : bounds[-1]]
            ends = np.append(0, np.cumsum(self._sizes[mails]))
            at = np.repeat(begins[mails] - ends[:-1], self._sizes[mails]) + np.arange(ends[-1])
            told, cuts = self._moments[at], ends[bounds - bounds[0]].tolist()
            packed = (of_bytes(told[i:j].tobytes()) for i, j in pairwise(cuts))
            sums = zip(*(column.tolist() for column in counts), packed, strict=True)
            yield from zip(a.tolist(), b.tolist(), sums, strict=True)

    def appearances(self) -> dict[str, tuple[int, int]]:
        """Return (received, written) for each person: two numbers of messages.

        The key is the person's first address.
        """
        got: Counter[int] = Counter()
        for _, reader, times, _, _ in self.sent:
            got[reader] += times
        wrote = {writer: times for writer, _, times, _, _ in self.wrote}
        return {
            address: (got[person], wrote.get(person, 0))
            for person, address in enumerate(self.addresses)
            if person in self.lines
        }


def _without(person: int, a: Column, b: Column) -> tuple[Column, Column, Column]:
    """Leave out pairs that contain *person*.

    Return a mask of the other pairs, and two columns: the smaller and the larger number of each pair.
    """
    others = (a != person) & (b != person)
    return others, np.minimum(a[others], b[others]), np.maximum(a[others], b[others])


def _moments(ids: Column, days: Column) -> NDArray[np.uint64]:
    """Return a moment for each message.

    If messages cannot be told apart, their moments are `moments.SPREAD` apart.
    """
    alike = np.flatnonzero(ids < 0)
    digests = np.abs(ids).astype(np.uint64)
    if len(alike):
        alike = alike[np.argsort(ids[alike], kind="stable")]
        new = np.append(True, np.diff(ids[alike]) != 0)
        nth = np.arange(len(alike)) - np.flatnonzero(new)[np.cumsum(new) - 1]
        digests[alike] += nth.astype(np.uint64) * np.uint64(SPREAD)
        digests &= np.uint64(DIGEST_MASK)
    numbers = np.where(days > 0, np.clip(days - EPOCH, 0, DAY_MASK), 0).astype(np.uint64)
    return np.asarray((digests << np.uint64(DAY_BITS) | numbers).astype("<u8"))


def _spellings_on(correspondence: Correspondence, envelopes: Column) -> tuple[Column, Column, Column]:
    """Return (index of the envelope, position, spelling) for each spelling, in three columns."""
    every = np.array(correspondence.sizes, np.int64)
    sizes = every[envelopes]
    where = np.repeat(np.arange(len(envelopes)), sizes)
    place = np.arange(len(where)) - (np.cumsum(sizes) - sizes)[where]
    return where, place, np.array(correspondence.names, np.int64)[(np.cumsum(every) - every)[envelopes][where] + place]


def _firsts(values: Column) -> Column:
    """Return, for each different value, the index at which it first occurs."""
    order = np.argsort(values)  # np.unique sorts stably, which takes five times as long
    ordered = values[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(values)])
    return np.sort(np.minimum.reduceat(order, starts))


def _delivered(correspondence: Correspondence, numbers: Column) -> dict[str, int]:
    """Return how many messages each Delivered-To address has, in order of appearance."""
    numbers = numbers[numbers != NOWHERE]
    times = np.bincount(numbers)
    texts = list(correspondence.deliveries)
    counts: Counter[str] = Counter()
    for number in numbers[_firsts(numbers)].tolist():
        counts[texts[number].strip().lower().decode("ascii", "replace")] += int(times[number])
    return counts


def _names(correspondence: Correspondence, person_of: Column, spelled: list[tuple[int, int]]) -> dict[int, str]:
    """Return each person's most frequent name; in a tie, the first name."""
    spellings = list(correspondence.spellings)
    best: dict[int, tuple[int, str]] = {}
    for number, count in spelled:
        person, name = int(person_of[number]), spellings[number][1]
        if name and count > best.get(person, (0, ""))[0]:
            best[person] = count, name
    return {person: name for person, (_, name) in best.items()}
