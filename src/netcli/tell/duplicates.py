"""Possible duplicates: list pairs of people to decide on, explain a pair, and carry out decisions singly or in bulk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, overload

from netcli.answers import Answer, Remark, Words
from netcli.answers.duplicates import NAMES, RULES, Accepted, Decided, Duplicates, Group, Pair, Reason, Why
from netcli.answers.edits import Written
from netcli.answers.people import FullPerson, Person
from netcli.ask.naming import LARGEST
from netcli.errors import BadInput, Refused, Usage
from netcli.language import Sentence, listed, plural, say
from netcli.match.bulk.columns import Common, Sketch, columns
from netcli.match.bulk.pairs import Pairs, candidates
from netcli.match.clusters import clusters, torn
from netcli.match.decide import profile_of
from netcli.match.description import joinable
from netcli.match.evidence import Frequencies
from netcli.match.profiles import Profile, describe, union
from netcli.match.rules import AUTOMATIC, score, vetoes
from netcli.match.words import whole
from netcli.records import Record
from netcli.store import records, search, verdicts
from netcli.store.reader import Pair as Numbers
from netcli.store.reader import Reader
from netcli.tell import identity
from netcli.tell.edits import written

if TYPE_CHECKING:
    from netcli.match.bulk.columns import Ints
    from netcli.store.writer import Change

CHUNK: Final = 1_000
"""Number of pairs described at a time. A larger number takes too much memory, and a smaller number takes too much time.
"""

NAMED: Final = 5
"""Maximum number of merged people whom the summary names."""

Verdict = Literal["same", "distinct", "later"]


class Decision(NamedTuple):
    """A decision about two people, from one line of input."""

    line: int
    a: int
    b: int
    verdict: Verdict


def check_rule(rule: str | None) -> None:
    """Check that *rule* is a known rule or None.

    Raises Usage if the rule is unknown.
    """
    if rule is not None and rule not in RULES:
        raise Usage(say("{rule!r} is not a rule", rule=rule), say("choose one of {rules}", rules=", ".join(RULES)))


def list_duplicates(reader: Reader, rule: str | None, min_score: float, limit: int) -> Answer[Words, Duplicates]:
    """Return the undecided pairs by rule, best first; describe at most *limit* pairs per rule (0: all).

    A pair is described when it is accessed, so that the descriptions are never all in memory.
    """
    check_rule(rule)
    apart = verdicts.distinct_pairs(reader)
    pairs = candidates(_sketches(reader), floor=max(0.0, min_score))
    common = Common(pairs.book)
    groups, warnings = [], []
    for name in RULES if rule is None else (rule,):
        places = pairs.waiting(name, min_score, apart)
        if not len(places):
            continue
        shown = places[:limit] if limit else places
        groups.append(Group(name, RULES[name], len(places), Described(reader, common, pairs, shown)))
        if len(shown) < len(places):
            message = say(
                "{shown} of {places} pairs shown for the rule {name}; --limit 0 shows all",
                shown=len(shown),
                places=len(places),
                name=name,
            )
            warnings.append({"code": "cut", "rule": name, "shown": len(shown), "of": len(places), "message": message})
    result = Duplicates(sum(group.count for group in groups), groups)
    return Answer("duplicates", {"rule": rule, "min_score": min_score, "limit": limit}, result, warnings)


class Described(Sequence[Pair]):
    """The pairs that one rule finds. The two people of a pair are compared only when the pair is accessed."""

    def __init__(self, reader: Reader, common: Common, pairs: Pairs, places: Ints) -> None:
        self._reader, self._common, self._pairs, self._places = reader, common, pairs, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> list[Pair]: ...
    def __getitem__(self, place: int | slice) -> Pair | list[Pair]:
        if isinstance(place, int):
            return next(self._described(self._places[[place]]))
        return [*self._described(self._places[place])]

    def __iter__(self) -> Iterator[Pair]:
        for start in range(0, len(self), CHUNK):
            yield from self._described(self._places[start : start + CHUNK])

    def _described(self, places: Ints) -> Iterator[Pair]:
        found = list(self._pairs.at(places))
        numbers = {person for pair in found for person in pair[:2]}
        people = self._reader.people(numbers)
        profiles = {sketch.person: _profile(sketch) for sketch in _sketches(self._reader, numbers)}
        frequencies = self._common.among(numbers)
        aliased = {person for person, profile in profiles.items() if len(profile.full_keys) > 1}
        for a, b, bits, _, _ in found:
            compared = score(profiles[a], profiles[b], frequencies)
            reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
            if aliased & {a, b}:  # the search compared only one name of each person
                bits = compared.score
            yield Pair(people[a], people[b], bits, reasons, list(compared.vetoes))


def accept(change: Change, rule: str, min_score: float, but: Collection[Numbers] = ()) -> Answer[Words, Accepted]:
    """Merge all pairs of *rule*, best first, except pairs in *but* and pairs with evidence against a merge.

    If several people match the same person but cannot all be one person, none of these pairs is merged.
    """
    check_rule(rule)
    reader = change.reader
    apart = verdicts.distinct_pairs(reader).union(but)
    found = candidates(_sketches(reader), floor=max(0.0, min_score))
    places = found.waiting(rule, min_score, apart)
    pairs = list(found.at(places))
    opposed = _opposed(Described(reader, Common(found.book), found, places)) if rule in NAMES else set[Numbers]()
    opposed.update((a, b) for a, b, bits, *_ in pairs if bits < 0 and rule not in AUTOMATIC)
    free = [(a, b) for a, b, _, _, vetoed in pairs if not vetoed and (a, b) not in opposed]
    proofs = [each for name in AUTOMATIC if name != rule for each in found.at(found.waiting(name, 0.0, apart))]
    rivals = [*free, *((a, b) for a, b, _, _, vetoed in proofs if not vetoed)]
    profiles = _profiles(reader, {person for pair in rivals for person in pair})

    @cache
    def differ(one: int, other: int) -> bool:
        return (one, other) in apart or not joinable(profiles[one], profiles[other])

    competing = torn(rivals, differ)
    sure = [(a, b) for a, b in free if b not in competing.get(a, ()) and a not in competing.get(b, ())]
    groups = clusters(sure, apart, lambda one, other: bool(vetoes(profiles[one], profiles[other])))
    home = {person: place for place, group in enumerate(groups) for person in group}
    merged = sum(1 for a, b in free if a in home and home[a] == home.get(b))
    refused = [(a, b) for a, b, *_ in pairs if a not in home or home[a] != home.get(b)]
    called = _called(reader, {person for pair in rivals + refused for person in pair})
    warnings = [_refused(a, b, competing, called) for a, b in refused]
    me = reader.me()
    kept = []
    for group in groups:
        keep, *others = sorted(group, key=lambda person: (person != me, person))
        kept.append(called[keep])
        for gone in others:
            identity.join(change, keep, gone, rule=rule)
    change.summary = say("merged {pairs}: {rule}", pairs=plural(merged, "pair"), rule=RULES[rule])
    summary = say("{summary} ({who})", summary=change.summary, who=_some(kept)) if kept else change.summary
    query = {"accept": rule, "min_score": min_score}
    return Answer("duplicates", query, Accepted(merged, len(refused)), warnings, summary=summary)


def _opposed(pairs: Iterable[Pair]) -> set[Numbers]:
    """Return the ids of each pair for which a field other than the name gives evidence against a merge."""
    return {
        (pair.a.id, pair.b.id)
        for pair in pairs
        if any(each.bits < 0 and each.field not in ("prior", "name", "namesakes") for each in pair.reasons)
    }


def _called(reader: Reader, people: Collection[int]) -> dict[int, str]:
    """Return the name and the id of each of *people*."""
    return {
        number: say("{name} id:{id}", name=person.name, id=number) if person.name else f"id:{number}"
        for number, person in reader.people(people).items()
    }


def _some(names: Sequence[str]) -> Sentence:
    return listed(names if len(names) <= NAMED else [*names[:NAMED], "…"])


def _refused(a: int, b: int, competing: Mapping[int, Mapping[int, int]], called: Mapping[int, str]) -> Remark:
    """Return the warning that two people are not merged.

    The warning states the reason: a third person may be the same person as one of the two, or there is evidence against
    the merge.
    """
    third = competing.get(b, {}).get(a) or competing.get(a, {}).get(b)
    fields = {"one": called[a], "other": called[b]}
    message = (
        say("{one} and {other} are not merged: one of them may also be {third}", **fields, third=called[third])
        if third
        else say("{one} and {other} are not merged: there is evidence against their being one person", **fields)
    )
    return {"code": "refused", "a": a, "b": b, "message": message}


def read_decisions(lines: Iterable[str]) -> Iterator[Decision]:
    """Read decisions, one JSON object per line with the keys `a`, `b` and `verdict`.

    Raises BadInput for a line that is not a decision.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            decision = json.loads(line)
            a, b, verdict = decision["a"], decision["b"], decision["verdict"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BadInput(
                say('line {number} is not an object with "a", "b" and "verdict"', number=number),
                say("write one JSON object per line"),
            ) from error
        if verdict not in ("same", "distinct", "later") or not (_is_id(a) and _is_id(b)):
            raise BadInput(
                say(
                    "line {number}: not a verdict: {verdict!r} for {a!r} and {b!r}",
                    number=number,
                    verdict=verdict,
                    a=a,
                    b=b,
                ),
                say("a and b are ids; verdict is same, distinct or later"),
            )
        yield Decision(number, a, b, verdict)


def _is_id(value: object) -> bool:
    """Return whether *value* can be an id."""
    return type(value) is int and 0 < value <= LARGEST


def decide(change: Change, decisions: Iterable[Decision], query: Words) -> Answer[Words, Decided]:
    """Carry out *decisions* as one step.

    If an earlier decision gave up an id, the id now stands for the merged person.

    Raises BadInput for an unknown id.
    """
    counts = dict.fromkeys(("same", "distinct", "later", "stale"), 0)
    for line, a, b, verdict in decisions:
        ends = [change.reader.forwarded(each) for each in (a, b)]
        for each in ends:
            if change.reader.person(each) is None:
                raise BadInput(
                    say("line {line}: there is no person {each}", line=line, each=each),
                    say("to list the pairs with their ids: netcli duplicates --json"),
                )
        if ends[0] == ends[1]:
            counts["stale"] += 1
            continue
        if verdict == "same":
            keep, gone = reversed(ends) if ends[1] == change.reader.me() else ends
            identity.join(change, keep, gone)
        elif verdict == "distinct":
            identity.tell_apart(change, *ends)
        counts[verdict] += 1
    change.summary = say(
        "{same} merged, {distinct} marked as different", same=counts["same"], distinct=counts["distinct"]
    )
    return Answer("duplicates", query, Decided(**counts), summary=change.summary)


def two_of(reader: Reader, pair: Pair) -> tuple[FullPerson, FullPerson] | None:
    """Return the two people of *pair* as they are now, smaller id first; None if there is nothing left to decide.

    Nothing is left to decide if the two people have been merged or marked as different, or if one person is gone.
    """
    one, other = sorted(reader.forwarded(person.id) for person in (pair.a, pair.b))
    people = reader.full([one, other])
    if len(people) < 2 or verdicts.are_distinct(reader, one, other):
        return None
    return people[0], people[1]


def decide_pair(change: Change, one: FullPerson, other: FullPerson, *, same: bool) -> Answer[Words, Written]:
    """Merge *one* and *other* if *same* is true; otherwise record that they are different people.

    Another program may have written to the book since the question was asked. Raises Refused if either person has
    changed in the meantime.
    """
    if change.reader.full([one.id, other.id]) != [one, other]:
        raise Refused(
            say("{one} and {other} have changed since the question", one=one.name, other=other.name),
            say("to see the pair as it is now: netcli duplicates"),
        )
    if same:
        keep, gone = (other, one) if other.me else (one, other)
        identity.join(change, keep.id, gone.id)
        return written(
            change,
            "duplicates",
            {"a": one, "b": other},
            [keep.id],
            say("{gone} and {keep} are one person", gone=gone.name, keep=keep.name),
        )
    identity.tell_apart(change, one.id, other.id)
    summary = say("{one} and {other} are different people", one=one.name, other=other.name)
    return written(change, "duplicates", {"a": one, "b": other}, [one.id, other.id], summary)


def likely(reader: Reader, pairs: Collection[Numbers]) -> set[Numbers]:
    """Return those of *pairs* whose people are similar enough for a question.

    The two people of each pair must have the same whole name. The frequency of a word includes its uses outside names,
    which may lower the score of a pair. So a pair that `netcli duplicates` lists may be missing here, but every pair
    returned here is also listed there.
    """
    if not pairs:
        return set()
    profiles = {sketch.person: _profile(sketch) for sketch in _sketches(reader, {*chain.from_iterable(pairs)})}
    words = {word for profile in profiles.values() for name in profile.names for word in name.tokens}
    bearers = Counter(whole(name) for profile in profiles.values() for name in profile.names[:1])
    frequencies = Frequencies(reader.count_people(), search.uses(reader, words), names=bearers)
    both = [(a, b) for a, b in pairs if {a, b} <= profiles.keys()]
    compared = [score(profiles[a], profiles[b], frequencies) for a, b in both]
    return {pair for pair, found in zip(both, compared, strict=True) if found.rule and found.score >= 0}


def why(reader: Reader, one: Person, other: Person) -> Answer[Words, Why]:
    """Return the evidence for and against *one* and *other* being the same person.

    Raises Usage if they already are the same person.
    """
    if one.id == other.id:
        raise Usage(
            say("both names mean the same person"), say("name two people; to see a person's records: netcli show P")
        )
    pair = (one.id, other.id)
    profiles = {sketch.person: _profile(sketch) for sketch in _sketches(reader, pair)}
    common = Common(columns(_sketches(reader)))
    compared = score(profiles[one.id], profiles[other.id], common.among(pair))
    verdict = "distinct" if verdicts.are_distinct(reader, one.id, other.id) else None
    reasons = [Reason(each.field, each.a, each.b, each.bits) for each in compared.reasons]
    result = Why(one, other, compared.score, compared.rule, reasons, list(compared.vetoes), verdict)
    return Answer("why", {"a": one, "b": other}, result)


def _sketches(reader: Reader, people: Collection[int] | None = None) -> Iterator[Sketch]:
    """Yield the values by which people are compared, for each of *people*; for everybody if *people* is None."""
    roles = records.given_and_family(reader, people)
    nobody = (None, None)
    for number, name, emails, phones, urls, company, city, birthday, aliases in reader.identifying_values(people):
        given, family = roles.get(number, nobody)
        lists = _many(emails), _many(phones), _many(urls)
        yield Sketch(number, name, given, family, *lists, company, city, birthday, _many(aliases))


def _profile(sketch: Sketch) -> Profile:
    said = {field: value for field, value in sketch._asdict().items() if field != "person"}
    return describe(Record("", **said, hashes=sketch.urls))


def _many(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _profiles(reader: Reader, people: Iterable[int]) -> dict[int, Profile]:
    fields_by_person = records.fields_by_person(reader, people)
    return {person: union(map(profile_of, fields)) for person, fields in fields_by_person.items()}
