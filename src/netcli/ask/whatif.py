"""`whatif`: how the network would change with new links or without some people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netcli.answers import Answer, Remark, Words
from netcli.answers.people import Person
from netcli.answers.whatif import State, Target, WhatIf
from netcli.ask.network import Network, figure
from netcli.errors import Usage
from netcli.language import say
from netcli.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from netcli.graph.whole.csr import Graph


def ends(text: str) -> tuple[str, str]:
    """Return the two people on either side of the equals sign.

    >>> ends("me = Sophie"), ends("url:https://example.org/?id=7 = Sophie")
    (('me', 'Sophie'), ('url:https://example.org/?id=7', 'Sophie'))
    """
    a, sign, b = text.partition(" = ") if " = " in text else text.partition("=")
    if not (sign and a.strip() and b.strip()):
        raise Usage(say("{text!r} is not a link", text=text), say("write --link 'A = B'"))
    return a.strip(), b.strip()


def whatif(
    reader: Reader,
    links: Sequence[tuple[Person, Person]],
    without: Sequence[Person],
    targets: Sequence[Person],
    *,
    guesses: bool = False,
) -> Answer[Words, WhatIf]:
    """Compare the network before and after adding *links* and removing people.

    Raises Usage if no change is given, if a link connects a person to the same person, or if *without* contains me.
    """
    import numpy as np

    from netcli.graph.whole.csr import build, hops_from, within

    _check(links, without)
    network = Network(reader, guesses=guesses)
    graph = network.graph
    a, b = (graph.ids[side] for side in graph.pairs())
    added = [[network.graph.ids[network.node(person)] for person in side] for side in zip(*links, strict=True)] or [
        [],
        [],
    ]
    grown = build(graph.ids, np.append(a, added[0]), np.append(b, added[1]))
    kept = np.setdiff1d(np.arange(graph.people), [network.node(person) for person in without])
    after = within(grown, kept)
    mine = int(graph.ids[network.me])
    hops, later = hops_from(graph, network.me), hops_from(after, after.node(mine))
    result = WhatIf(
        changes=[*(f"+{a.shown()} = {b.shown()}" for a, b in links), *(f"-{person.shown()}" for person in without)],
        before=_state(graph, hops),
        after=_state(after, later),
        targets=[Target(person, _hops(graph, hops, person), _hops(after, later, person)) for person in targets],
    )
    query = {"links": [list(pair) for pair in links], "without": list(without), "targets": list(targets)}
    known = [pair for pair, fresh in zip(links, _fresh(graph, links), strict=True) if not fresh]
    return Answer("whatif", {**query, "guesses": guesses}, result, [_already(*pair) for pair in known])


def _check(links: Sequence[tuple[Person, Person]], without: Sequence[Person]) -> None:
    if not links and not without:
        raise Usage(say("no change is given"), say("for example: netcli whatif --link 'A = B', or --without P"))
    for a, b in links:
        if a.id == b.id:
            raise Usage(say("both ends of the link are {name}", name=a.shown()), say("give two people"))
    if any(person.me for person in without):
        raise Usage(say("you cannot be left out: everything is measured from you"), say("choose another person"))


def _fresh(graph: Graph, links: Sequence[tuple[Person, Person]]) -> list[bool]:
    """Return a boolean for each of *links*: whether the link is new to the network."""
    fresh = []
    for a, b in links:
        node = graph.node(a.id)
        fresh.append(graph.node(b.id) not in graph.others[graph.starts[node] : graph.starts[node + 1]])
    return fresh


def _already(a: Person, b: Person) -> Remark:
    one, other = (b, a) if b.me else (a, b)
    message = say("{one} and {other} are already linked", one=one.called(), other=other.called())
    return {"code": "already_linked", "message": message, "a": a.id, "b": b.id}


def _state(graph: Graph, hops: NDArray[np.int32]) -> State:
    import numpy as np

    from netcli.graph.whole.csr import components

    people = np.bincount(components(graph), minlength=graph.people)
    reached = hops[hops > 0]
    mean = figure(int(reached.sum()) / len(reached)) if len(reached) else None
    return State(len(reached), mean, int((people > 0).sum()), int(people.max()))


def _hops(graph: Graph, hops: NDArray[np.int32], person: Person) -> int | None:
    node = graph.node(person.id)
    if node == graph.people or graph.ids[node] != person.id or hops[node] < 0:
        return None
    return int(hops[node])
