"""The readable output of `netcli potential`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.potential import Act, Potential
from netcli.language import noun, say, tr
from netcli.render.blocks import Bar, Bars, Block, line
from netcli.render.phrases import amount, between, name_of, with_company

PARTS: Final = {
    "nearness": say("how near everybody is"),
    "chance": say("whom introductions would reach"),
    "bridging": say("contacts who do not know each other"),
}


def words(answer: Answer[object, Potential]) -> Iterable[Block]:
    """Return the person's potential, its parts, and the actions that would raise the potential."""
    found = answer.result
    whose = tr("Your potential") if found.person.me else tr("The potential of {name_of}", name_of=name_of(found.person))
    yield line(
        (tr("{whose}: {index:.0f} of 100", whose=whose, index=found.index), "head"),
        right=((tr("rank {rank:,} of {of:,} by nearness", rank=found.rank, of=found.of_), "dim"),),
    )
    yield Bars(
        tuple(
            Bar(
                ((tr(PARTS[part.part]), ""),),
                part.points,
                ((tr("{points:4.1f} of {weight}", points=part.points, weight=part.weight), ""),),
            )
            for part in found.parts
        ),
        whole=max(part.weight for part in found.parts),
    )
    yield line("")
    within = ", ".join(
        tr("{people:,} within {hops}", people=row.people, hops=amount(row.hops, "hop")) for row in found.reach
    )
    yield line(tr("{contacts}; {within}", contacts=amount(found.contacts, "contact"), within=within), indent=2)
    if found._mean_hops is not None:
        yield line(
            tr("everybody within reach is {between} away on average", between=between(found._mean_hops)), indent=2
        )
    yield line(
        tr(
            "everybody within reach is worth as much as {harmonic:,.1f} {contacts}; on average, introductions "
            "would reach {chance_reach:,.1f} {people}",
            harmonic=found.harmonic,
            chance_reach=found.chance_reach,
            contacts=noun(round(found.harmonic, 1), "direct contact"),
            people=noun(round(found.chance_reach, 1), "person", "people"),
        ),
        indent=2,
    )
    if found.constraint is not None and found.effective_size is not None:
        yield line(
            tr(
                "constraint {constraint:.2f} (lower is better), effective size "
                "{effective_size:,.1f} of {contacts:,} (Burt)",
                constraint=found.constraint,
                effective_size=found.effective_size,
                contacts=found.contacts,
            ),
            indent=2,
        )
    if found._acts:
        yield line("")
        yield line(
            (
                tr(
                    "What would raise your potential most"
                    if found.person.me
                    else "What would raise this potential most"
                ),
                "head",
            )
        )
        points = [tr("{points:.1f}", points=act.points) for act in found._acts]
        for act, more in zip(found._acts, points, strict=True):
            yield line((f"+ {more:>{max(map(len, points))}}   ", "good"), *_act(act), indent=2)


def _act(act: Act) -> tuple[str | tuple[str, str], ...]:
    who = (tr("you") if act.person.me else with_company(act.person), "name")
    if act.through is None:
        return tr("write to "), who
    through = tr("you") if act.through.me else name_of(act.through)
    return tr("meet "), who, tr(", through {name}", name=through)
