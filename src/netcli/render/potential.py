"""`potential` in words: the index, its parts, and what would raise it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netcli.answers import Answer
from netcli.answers.potential import Act, Potential
from netcli.render.blocks import Bar, Bars, Block, line
from netcli.render.phrases import amount, between, name_of, with_company

PARTS: Final = {
    "nearness": "how near everybody is",
    "chance": "whom introductions would reach",
    "bridging": "contacts who do not know each other",
}


def words(answer: Answer[object, Potential]) -> Iterable[Block]:
    """Return the index with its parts, the measures behind it, and the acts that would raise it most."""
    found = answer.result
    whose = "Your potential" if found.person.me else f"The potential of {name_of(found.person)}"
    yield line(
        (f"{whose}: {found.index:.0f} of 100", "head"),
        right=((f"rank {found.rank:,} of {found.of_:,} by nearness", "dim"),),
    )
    yield Bars(
        tuple(
            Bar(((PARTS[part.part], ""),), part.points, ((f"{part.points:4.1f} of {part.weight}", ""),))
            for part in found.parts
        ),
        whole=max(part.weight for part in found.parts),
    )
    yield line("")
    within = ", ".join(f"{row.people:,} within {amount(row.hops, 'hop')}" for row in found.reach)
    yield line(f"{amount(found.contacts, 'contact')}; {within}", indent=2)
    if found._mean_hops is not None:
        yield line(f"everybody within reach is {between(found._mean_hops)} away on average", indent=2)
    yield line(
        f"as good as knowing {found.harmonic:,.1f} people directly; introductions would reach"
        f" {found.chance_reach:,.1f}",
        indent=2,
    )
    if found.constraint is not None and found.effective_size is not None:
        yield line(
            f"constraint {found.constraint:.2f} (lower is better), effective size {found.effective_size:,.1f}"
            f" of {found.contacts:,} (Burt)",
            indent=2,
        )
    if found._acts:
        yield line("")
        yield line(("What would raise it most", "head"))
        digits = max(len(f"{act.points:.1f}") for act in found._acts)
        for act in found._acts:
            yield line((f"+ {act.points:{digits}.1f}   ", "good"), *_act(act), indent=2)


def _act(act: Act) -> tuple[str | tuple[str, str], ...]:
    who = ("you" if act.person.me else with_company(act.person), "name")
    if act.through is None:
        return "write to ", who
    return "meet ", who, f", through {'you' if act.through.me else name_of(act.through)}"
