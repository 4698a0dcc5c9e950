"""The readable output for proofs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from netcli.answers import Answer
from netcli.answers.proofs import Anonymous, Proof, Verified
from netcli.language import tr
from netcli.render import paths
from netcli.render.blocks import Block, Line, line
from netcli.render.paths import counted
from netcli.render.phrases import BANDS, amount


def words(answer: Answer[Any, Any]) -> Iterable[Block]:
    """Return a proven answer in words, or the verdict on a proof."""
    result = answer.result
    if isinstance(result, Verified):
        yield _verdict(result)
        return
    if isinstance(result, Anonymous):
        yield from _anonymous(result)
    else:
        yield from paths.words(answer)
    assert result.proof is not None
    yield _certificate(result.proof)


def _anonymous(found: Anonymous) -> Iterable[Line]:
    if not found.chains:
        yield line((tr("No chain"), "bad"), ".")
    for chain in found.chains:
        route = " → ".join(person.name for person in chain.people)
        chance = (tr("{band} chance", band=tr(chain.band)), BANDS[chain.band])
        yield line((route, "name"), right=(f"{counted(chain.hops)} · ", chance))
    if found.hops:
        yield line(
            tr("{chains} of {counted}", chains=amount(found.equally_short, "chain"), counted=counted(found.hops))
        )


def _certificate(proof: Proof) -> Line:
    levels = [" + ".join(f"{level.people:,}" for level in side) for side in (proof.levels.source, proof.levels.target)]
    text = tr(
        "proof: {one} people, level by level, around one end, and {other} people around the other end; "
        "fingerprint of the links: {book}…; to check the proof: netcli path A B --proof --json > FILE, "
        "then netcli verify FILE",
        one=levels[0],
        other=levels[1],
        book=proof.book[:12],
    )
    return line((text, "dim"))


def _verdict(verdict: Verified) -> Line:
    if not verdict.holds:
        return line((tr("The proof does not hold"), "bad"), f": {verdict.why}.")
    if verdict.hops is None:
        return line((tr("The proof holds"), "good"), tr(": there is no chain."))
    chains = amount(verdict.equally_short or 0, "chain")
    return line(
        (tr("The proof holds"), "good"),
        tr(": {chains} of {counted}, and no chain is shorter.", chains=chains, counted=counted(verdict.hops)),
    )
