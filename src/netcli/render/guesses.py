"""Guesses in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netcli.answers import Answer
from netcli.answers.guesses import Inferred
from netcli.language import spoken, tr
from netcli.render.blocks import Aligned, Block, line
from netcli.render.phrases import name_of, plural


def words(answer: Answer[object, Inferred]) -> Iterable[Block]:
    """Return the guesses with their reasons."""
    result = answer.result
    if not result.guesses:
        chosen = isinstance(answer.query, Mapping) and answer.query.get("filters")
        yield line(
            tr(
                "No guesses: nothing suggests another link between people who match."
                if chosen
                else "No guesses: nothing suggests a link that is not in the book yet."
            )
        )
        return
    yield line((tr("{pairs} may know each other", pairs=plural(result.found, "pair")), "head"))
    yield Aligned(
        tuple(
            line(
                (f"{name_of(guess.a)} – {name_of(guess.b)}", "name"),
                middle=(tr("; ").join(map(spoken, guess.why)),),
                right=((tr("{score:.2f}", score=guess.score), "dim"),),
                indent=2,
            )
            for guess in result.guesses
        )
    )
    if not result.added:
        yield line((tr("to add these links as guesses: --yes; to use guesses in chains: netcli path --guesses"), "dim"))
