"""Lay out a drawing of everybody, with linked people near each other.

The model is LinLog (Noack, "Energy models for graph clustering", 2007).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from netcli.graph.whole.csr import Graph, Nodes, components, within

Axis = NDArray[np.float64]

SEED: Final = 1967
"""Seed of the initial places: the year of Milgram's letters."""
STEPS: Final = 50
"""Number of steps of the random walk that computes the initial places (see `_start`)."""
ROUNDS: Final = 150  # more rounds changed none of the pictures compared
"""Number of rounds of attraction and repulsion."""
GRIDS: Final = (64, 128)
"""Number of cells along each side of the coarse grid, and of the fine grid."""
DIRECT: Final = 400
"""Up to this number of people, repulsion is computed pair by pair."""
FIRST: Final = 0.1
"""Longest step in the first round, as a share of the network's mean radius."""
LAST: Final = 0.01
"""Longest step in the last round, as a share of the network's mean radius."""
SPREADS: Final = 40
"""Maximum number of rounds that push overlapping discs apart."""
GAP: Final = 1.25
"""Minimum distance between two centres, as a multiple of the sum of the radii."""
WIDE_GAP: Final = 2.2
"""The `GAP` of a small component, where names need space."""
DENSITY: Final = 0.05
"""Discs cover this share of the picture of a small component."""
PACKED: Final = 0.62
"""People's discs, enlarged by the factor `GAP`, cover this share of the disc of their group."""
SCATTERED: Final = 0.22
"""The discs of groups cover this share of the picture of a large component."""
ASIDE: Final = 0.9
"""When the discs of groups are pushed apart, each radius is multiplied by this factor."""


_NEAR_NOTHING: Final = 1e-9  # in a chain of three people, a pattern of `_start` has the length 0
"""Minimum divisor, which replaces a divisor of 0."""


def layout(graph: Graph, groups: NDArray[np.int64]) -> tuple[Axis, Axis]:
    """Return the x and y of each node, centred on 0.

    The unit is the radius of the smallest disc. *groups* has the number of each node's group.
    """
    x, y = np.zeros(graph.people), np.zeros(graph.people)
    if not graph.people:
        return x, y
    sizes = radii(graph)
    labels = components(graph)
    _, label, counts = np.unique(labels, return_inverse=True, return_counts=True)
    order = np.argsort(label, kind="stable")
    parts: list[Nodes] = np.split(order, np.cumsum(counts)[:-1])
    parts.sort(key=lambda nodes: (-len(nodes), int(nodes[0])))
    reaches = []
    for nodes in parts:
        x[nodes], y[nodes] = _component(within(graph, nodes), sizes[nodes], groups[nodes])
        reaches.append(float((np.hypot(x[nodes], y[nodes]) + sizes[nodes]).max()))
    for nodes, (right, up) in zip(parts, _packed(reaches), strict=True):
        x[nodes] += right
        y[nodes] += up
    return x, y


def radii(graph: Graph) -> Axis:
    """Return the radius of each node's disc. The area grows with the number of contacts."""
    return 1 + 0.45 * np.sqrt(graph.contacts)


def _component(graph: Graph, sizes: Axis, groups: NDArray[np.int64]) -> tuple[Axis, Axis]:
    """Return the places of the nodes of a connected graph, centred on 0."""
    if graph.people <= 2:
        x = np.linspace(-1, 1, graph.people) * 4 * sizes.max() if graph.people == 2 else np.zeros(1)
        return x, np.zeros(graph.people)
    x, y = _start(graph)
    x, y = _forces(graph, x, y)
    if graph.people > DIRECT:
        return _spread(*_discs(x, y, sizes, groups), sizes)
    scale = np.sqrt(float((sizes**2).sum()) / DENSITY / max(2 * float(np.mean(x**2 + y**2)), 1e-12))
    return _spread(x * scale, y * scale, sizes, WIDE_GAP)


def _discs(x: Axis, y: Axis, sizes: Axis, groups: NDArray[np.int64]) -> tuple[Axis, Axis]:
    """Move each group into a disc of its own; return the new places."""
    _, group, counts = np.unique(groups, return_inverse=True, return_counts=True)
    need = np.bincount(group, (GAP * sizes) ** 2) / PACKED
    middle_x, middle_y = _medians(x, group, counts), _medians(y, group, counts)
    right, up = x - middle_x[group], y - middle_y[group]
    away = np.hypot(right, up) + 1e-12
    order = np.lexsort((away, group))
    filled = np.cumsum(((GAP * sizes) ** 2)[order])
    filled -= np.repeat(filled[np.cumsum(counts) - 1] - np.bincount(group, (GAP * sizes) ** 2), counts)
    radius = np.empty(len(x))
    radius[order] = np.sqrt(filled / PACKED)
    # distant groups are moved nearer, and stay in the order of their distances, so that one far group does not make all
    # other groups small
    middle_x, middle_y = middle_x - np.average(middle_x, weights=need), middle_y - np.average(middle_y, weights=need)
    far = np.hypot(middle_x, middle_y) + _NEAR_NOTHING
    usual = max(float(np.average(far, weights=need)), _NEAR_NOTHING)
    nearer = np.log1p(far / usual) * usual / far
    middle_x, middle_y = middle_x * nearer, middle_y * nearer
    room = np.sqrt(need)
    scatter = max(2 * float(np.average(middle_x**2 + middle_y**2, weights=need)), 1e-12)
    spacing = np.sqrt(float(need.sum()) / SCATTERED / scatter)
    middle_x, middle_y = _spread(middle_x * spacing, middle_y * spacing, room * ASIDE)
    return middle_x[group] + right / away * radius, middle_y[group] + up / away * radius


def _start(graph: Graph) -> tuple[Axis, Axis]:
    """Return a first place for each node, near the node's contacts."""
    weight = graph.contacts / graph.contacts.sum()
    owners, others = graph.owners(), graph.others
    # the two slowest non-constant modes of a lazy random walk
    axes = np.random.default_rng(SEED).standard_normal((2, graph.people))
    for _ in range(STEPS):
        for place, axis in enumerate(axes):
            walked = np.bincount(owners, axis[others], graph.people) / graph.contacts
            axis = (axis + walked) / 2
            axis -= weight @ axis
            if place:
                axis -= (weight @ (axis * axes[0])) / max(float(weight @ axes[0] ** 2), _NEAR_NOTHING) * axes[0]
            axes[place] = axis / max(float(np.sqrt(weight @ axis**2)), _NEAR_NOTHING)
    noise = np.random.default_rng(SEED).standard_normal((2, graph.people)) * 0.05
    return axes[0] + noise[0], axes[1] + noise[1]


def _forces(graph: Graph, x: Axis, y: Axis) -> tuple[Axis, Axis]:
    """Return the places after `ROUNDS` rounds of attraction and repulsion, centred on 0."""
    a, b = graph.pairs()
    contacts = graph.contacts.astype(float)
    charge = contacts / np.sqrt(2 * graph.links)  # scaled so that a network is a few units wide
    factor = 1 / max(float(np.sqrt(np.mean(x**2 + y**2))), 1e-9)
    x, y = x * factor, y * factor
    for turn in range(ROUNDS):
        grid = GRIDS[turn >= ROUNDS * 2 // 3]
        push_x, push_y = _pushes(x, y, charge, grid)
        right, up = x[b] - x[a], y[b] - y[a]
        length = np.sqrt(right**2 + up**2) + 1e-9
        right /= length
        up /= length
        pull_x = np.bincount(a, right, graph.people) - np.bincount(b, right, graph.people)
        pull_y = np.bincount(a, up, graph.people) - np.bincount(b, up, graph.people)
        step_x, step_y = (push_x + pull_x) / contacts, (push_y + pull_y) / contacts
        reach = float(np.sqrt(np.mean(x**2 + y**2)))
        ceiling = reach * FIRST * (LAST / FIRST) ** (turn / ROUNDS)
        gain = ceiling / np.maximum(np.sqrt(step_x**2 + step_y**2), 1.0)
        x = x + step_x * gain
        y = y + step_y * gain
        x -= x.mean()
        y -= y.mean()
    return x, y


def _pushes(x: Axis, y: Axis, charge: Axis, grid: int) -> tuple[Axis, Axis]:
    """Return the force that repels each person from all other people."""
    if len(x) <= DIRECT:
        right, up = x[:, None] - x, y[:, None] - y
        inverse = charge / (right**2 + up**2 + 1e-6)
        np.fill_diagonal(inverse, 0)
        return charge * (right * inverse).sum(1), charge * (up * inverse).sum(1)
    low_x, low_y = x.min(), y.min()
    cell = max(x.max() - low_x, y.max() - low_y, 1e-9) / (grid - 2)
    column, row = (x - low_x) / cell, (y - low_y) / cell
    left, low = column.astype(np.int64), row.astype(np.int64)
    aside, above = column - left, row - low
    corners = [
        (low * grid + left, (1 - aside) * (1 - above)),
        (low * grid + left + 1, aside * (1 - above)),
        ((low + 1) * grid + left, (1 - aside) * above),
        ((low + 1) * grid + left + 1, aside * above),
    ]
    mass = np.zeros(grid * grid)
    for place, share in corners:
        mass += np.bincount(place, charge * share, grid * grid)
    waves = np.fft.rfft2(mass.reshape(grid, grid), (2 * grid, 2 * grid))
    forces = []
    for kernel in _kernels(grid):
        field = np.fft.irfft2(waves * kernel, (2 * grid, 2 * grid))[:grid, :grid].ravel() / cell
        forces.append(charge * sum(field[place] * share for place, share in corners))
    return forces[0], forces[1]


_KEPT: dict[int, tuple[NDArray[np.complex128], NDArray[np.complex128]]] = {}


def _kernels(grid: int) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """Return the Fourier transforms of the repulsion between two cells."""
    if grid not in _KEPT:
        far = np.arange(2 * grid)
        far = np.where(far < grid, far, far - 2 * grid).astype(float)
        square = far[:, None] ** 2 + far**2
        square[0, 0] = np.inf
        _KEPT[grid] = np.fft.rfft2(far / square), np.fft.rfft2(far[:, None] / square)
    return _KEPT[grid]


def _medians(values: Axis, group: NDArray[np.int64], counts: NDArray[np.int64]) -> Axis:
    medians: Axis = values[np.lexsort((values, group))][np.cumsum(counts) - 1 - counts // 2]
    return medians


def _spread(x: Axis, y: Axis, sizes: Axis, gap: float = GAP) -> tuple[Axis, Axis]:
    """Push overlapping discs apart, in at most `SPREADS` rounds, and return the new places."""
    x, y = x - x.mean(), y - y.mean()
    cell = 2 * gap * float(np.quantile(sizes, 0.98))
    for turn in range(SPREADS):
        first, second = _near(x, y, cell)
        right, up = x[second] - x[first], y[second] - y[first]
        apart = np.sqrt(right**2 + up**2)
        wanted = gap * (sizes[first] + sizes[second])
        close = apart < wanted
        if not close.any():
            break
        first, second, right, up = first[close], second[close], right[close], up[close]
        apart, wanted = apart[close], wanted[close]
        alike = apart < 1e-9  # equal centres: any direction is good if it is the same each time
        angle = (first[alike] * 2.399963 + turn) % (2 * np.pi)
        right[alike], up[alike], apart[alike] = np.cos(angle), np.sin(angle), 1.0
        much = 0.5 * (wanted - np.where(alike, 0, apart)) / apart
        share = sizes[second] / (sizes[first] + sizes[second])  # the smaller disc moves more
        for axis, along in ((x, right), (y, up)):
            axis -= np.bincount(first, along * much * share, len(x))
            axis += np.bincount(second, along * much * (1 - share), len(x))
    return x - (x.max() + x.min()) / 2, y - (y.max() + y.min()) / 2


def _near(x: Axis, y: Axis, cell: float) -> tuple[Nodes, Nodes]:
    """Return each pair of nodes in the same or adjacent cells of size *cell*."""
    column, row = np.floor(x / cell).astype(np.int64), np.floor(y / cell).astype(np.int64)
    column -= column.min() - 1
    row -= row.min() - 1
    width = int(column.max()) + 2
    key = row * width + column
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    firsts, seconds = [], []
    for ahead in (0, 1, width - 1, width, width + 1):
        start = np.searchsorted(ordered, ordered + ahead, "left") if ahead else np.arange(1, len(order) + 1)
        end = np.searchsorted(ordered, ordered + ahead, "right")
        counts = np.maximum(end - start, 0)
        total = np.cumsum(counts)
        seconds.append(order[np.repeat(start - (total - counts), counts) + np.arange(total[-1])])
        firsts.append(np.repeat(order, counts))
    return np.concatenate(firsts), np.concatenate(seconds)


def _packed(reaches: list[float]) -> list[tuple[float, float]]:
    """Place circles around the first circle; return the centres."""
    centres = [(0.0, 0.0)]
    ring, inner, angle, outer = reaches[0], reaches[0], 0.0, 0.0
    for reach in reaches[1:]:
        middle = inner + reach * GAP
        half = float(np.arcsin(min(1.0, reach * GAP / max(middle, reach * GAP))))
        if angle and angle + 2 * half > 2 * np.pi:
            ring = inner + 2 * outer * GAP
            inner, angle, outer = ring, 0.0, 0.0
            middle = inner + reach * GAP
            half = float(np.arcsin(min(1.0, reach * GAP / middle)))
        turn = angle + half - np.pi / 2
        centres.append((middle * float(np.cos(turn)), middle * float(np.sin(turn))))
        angle += 2 * half
        outer = max(outer, reach)
    return centres
