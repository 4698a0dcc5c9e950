"""Guesses and interviews in words."""

from __future__ import annotations

from collections.abc import Iterable

from netcli.answers.guessing import Inferred, Interviewed
from netcli.render.blocks import Aligned, Block, line
from netcli.render.phrases import name_of, plural


def words(result: Inferred | Interviewed) -> Iterable[Block]:
    """The guesses with their reasons, or what the interview brought."""
    if isinstance(result, Interviewed):
        yield line(f"{plural(result.asked, 'question')}, {plural(result.links, 'link')} added.")
        if result.links:
            yield line(f"People whom you reach in 3 hops: {result.reach_before} before, {result.reach_after} now.")
        return
    if not result.guesses:
        yield line("Nothing speaks for a link that is not in the book.")
        return
    yield line((f"{plural(result.found, 'pair')} may know each other", "head"))
    yield Aligned(
        tuple(
            line(
                (f"{name_of(guess.a)} – {name_of(guess.b)}", "name"),
                middle=("; ".join(guess.why),),
                right=((f"{guess.score:.2f}", "dim"),),
                indent=2,
            )
            for guess in result.guesses
        )
    )
    if not result.added:
        yield line(("--yes adds them as guesses, which only path --guesses uses", "dim"))
