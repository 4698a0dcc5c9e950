"""Carry out decisions about possible duplicates, singly or in bulk."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from netcli.answers import Answer, Remark, Words
from netcli.answers.duplicates import NAMES, RULES, Accepted, Decided, Pair
from netcli.answers.edits import Written
from netcli.answers.people import FullPerson
from netcli.ask.duplicates import Described, check_rule, sketches
from netcli.ask.naming import LARGEST, told_apart
from netcli.errors import BadInput, Refused
from netcli.language import Sentence, listed, plural, say
from netcli.match.bulk.columns import Common
from netcli.match.bulk.pairs import candidates
from netcli.match.clusters import clusters, torn
from netcli.match.decide import profile_of
from netcli.match.description import joinable
from netcli.match.profiles import Profile, union
from netcli.match.rules import AUTOMATIC, vetoes
from netcli.store import records, verdicts
from netcli.store.reader import Pair as Numbers
from netcli.store.reader import Reader
from netcli.tell import identity
from netcli.tell.edits import written

if TYPE_CHECKING:
    from netcli.store.writer import Change


NAMED: Final = 5
"""Maximum number of merged people who are listed in the summary."""

Verdict = Literal["same", "distinct", "later"]


class Decision(NamedTuple):
    """A decision about two people, from one line of input."""

    line: int
    a: int
    b: int
    verdict: Verdict


def accept(change: Change, rule: str, min_score: float, but: Collection[Numbers] = ()) -> Answer[Words, Accepted]:
    """Merge all pairs of *rule*, best first, except pairs in *but*.

    Pairs with evidence against a merge, or with a competing match, are left out.
    """
    check_rule(rule)
    reader = change.reader
    apart = verdicts.distinct_pairs(reader).union(but)
    found = candidates(sketches(reader), floor=max(0.0, min_score))
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
    """Return the pairs for which a field other than the name opposes a merge."""
    return {
        (pair.a.id, pair.b.id)
        for pair in pairs
        if any(each.bits < 0 and each.field not in ("prior", "name", "namesakes") for each in pair.reasons)
    }


def _called(reader: Reader, people: Collection[int]) -> dict[int, str]:
    """Map each person to a text with name and id."""
    return {
        number: say("{name} id:{id}", name=person.name, id=number) if person.name else f"id:{number}"
        for number, person in reader.people(people).items()
    }


def _some(names: Sequence[str]) -> Sentence:
    return listed(names if len(names) <= NAMED else [*names[:NAMED], "…"])


def _refused(a: int, b: int, competing: Mapping[int, Mapping[int, int]], called: Mapping[int, str]) -> Remark:
    """Return the warning that two people are not merged, with the reason."""
    third = competing.get(b, {}).get(a) or competing.get(a, {}).get(b)
    fields = {"one": called[a], "other": called[b]}
    message = (
        say("{one} and {other} are not merged: one of them may also be {third}", **fields, third=called[third])
        if third
        else say("{one} and {other} are not merged: there is evidence that they are two people", **fields)
    )
    return {"code": "refused", "a": a, "b": b, "message": message}


def read_decisions(lines: Iterable[str]) -> Iterator[Decision]:
    """Read decisions: one JSON object per line with `a`, `b` and `verdict`.

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
                say('a and b must be ids, and verdict must be "same", "distinct" or "later"'),
            )
        yield Decision(number, a, b, verdict)


def _is_id(value: object) -> bool:
    """Return whether *value* can be an id."""
    return type(value) is int and 0 < value <= LARGEST


def decide(change: Change, decisions: Iterable[Decision], query: Words) -> Answer[Words, Decided]:
    """Carry out *decisions* as one step.

    The ids of people who were merged remain valid. Raises BadInput for an unknown id.
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


def decide_pair(change: Change, one: FullPerson, other: FullPerson, *, same: bool) -> Answer[Words, Written]:
    """Merge two people if *same* is true; otherwise record that they differ.

    Raises Refused if either person has changed since the question.
    """
    if change.reader.full([one.id, other.id]) != [one, other]:
        raise Refused(
            say("{one} and {other} have changed since the question", one=one.name, other=other.name),
            say("to see the pair as it is now: netcli duplicates"),
        )
    if same:
        keep, gone = (other, one) if other.me else (one, other)
        names = dict(zip(("gone", "keep"), told_apart((gone, keep)), strict=True))
        identity.join(change, keep.id, gone.id)
        return written(
            change,
            "duplicates",
            {"a": one, "b": other},
            [keep.id],
            say("{gone} and {keep} are one person", **names),
        )
    identity.tell_apart(change, one.id, other.id)
    names = dict(zip(("one", "other"), told_apart((one, other)), strict=True))
    summary = say("{one} and {other} are different people", **names)
    return written(change, "duplicates", {"a": one, "b": other}, [one.id, other.id], summary)


def _profiles(reader: Reader, people: Iterable[int]) -> dict[int, Profile]:
    fields_by_person = records.fields_by_person(reader, people)
    return {person: union(map(profile_of, fields)) for person, fields in fields_by_person.items()}
