"""For any bytes, an importer yields consistent items or raises BadInput."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcli.importers import (
    dot,
    facebook,
    foaf,
    gephi,
    gexf,
    graphml,
    instagram,
    json_graph,
    livejournal,
    mastodon,
    mermaid,
    secondlife,
    telegram,
    whatsapp,
    x,
    xfn,
)
from netcli.importers.places import of_path
from netcli.importers.source import of_bytes

from .soundness import faults

EXAMPLES = Path(__file__).parents[2] / "examples"
IMPORTERS = {
    facebook: "facebook",
    instagram: "instagram",
    x: "x",
    mastodon: "mastodon",
    telegram: "telegram",
    whatsapp: "whatsapp",
    foaf: "foaf",
    xfn: "xfn",
    secondlife: "secondlife",
    livejournal: "livejournal",
    graphml: "graphml",
    gexf: "gexf",
    dot: "dot",
    json_graph: "json",
    gephi: "gephi",
    mermaid: "mermaid",
}
FILES = [
    (importer, path)
    for importer, name in IMPORTERS.items()
    for path in sorted((EXAMPLES / name).iterdir())
    if not path.name.endswith(".expected.json")
]
TEXTS = [(importer, path) for importer, path in FILES if path.suffix != ".zip"]
DOCUMENTS = [(importer, path) for importer, path in TEXTS if path.suffix == ".json"]


@pytest.mark.parametrize(("importer", "path"), FILES, ids=[str(path.relative_to(EXAMPLES)) for _, path in FILES])
def test_each_example_is_claimed_once(importer: ModuleType, path: Path) -> None:
    """Exactly one importer claims each example and returns sound items."""
    source = of_path(path)
    assert [other for other in IMPORTERS if other.claims(source)] == [importer]
    assert faults(lambda: importer.read(source)) == []


@pytest.mark.parametrize(("importer", "path"), TEXTS, ids=[str(path.relative_to(EXAMPLES)) for _, path in TEXTS])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_damage(importer: ModuleType, path: Path, data: st.DataObject) -> None:
    """For a damaged file, an importer raises only BadInput."""
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    damaged = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    for other in IMPORTERS:
        other.claims(of_bytes(path.name, damaged))
    assert faults(lambda: importer.read(of_bytes(path.name, damaged))) == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(("importer", "path"), DOCUMENTS, ids=[str(p.relative_to(EXAMPLES)) for _, p in DOCUMENTS])
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_json(importer: ModuleType, path: Path, data: st.DataObject) -> None:
    """For a document with a random value anywhere, an importer raises only BadInput."""
    document = json.loads(path.read_bytes())
    place = document
    while isinstance(place, (dict, list)) and place:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], (dict, list)) or data.draw(st.integers(0, 3)) == 0:
            place[key] = data.draw(VALUES)
            break
        place = place[key]
    assert faults(lambda: importer.read(of_bytes(path.name, json.dumps(document).encode()))) == []


MAGIC = {
    facebook: [b'{"friends_v2":', b'{"participants":[],"messages":'],
    instagram: [b'{"relationships_following":'],
    x: [b"window.YTD.following.part0 = [", b"window.YTD.direct_messages.part0 = ["],
    mastodon: [b"Account address,", b"@a@b.example\n"],
    telegram: [b'{"chats":{"list":['],
    whatsapp: [b"[12/03/2024 10:11:12] Z: ", b"12/03/2024, 10:11 - "],
    foaf: [b"<RDF>"],
    xfn: [b'<a class="vcard" '],
    secondlife: [b"<llsd><map>"],
    livejournal: [b"> zoe\n"],
    graphml: [b"<graphml>"],
    gexf: [b"<gexf>"],
    dot: [b"graph {", b"digraph { a -> "],
    json_graph: [b'{"nodes":[],"links":'],
    gephi: [b"Id,Label\n1,", b"Source,Target\n1,2\n"],
    mermaid: [b"flowchart LR\n", b"graph TD\na --- "],
}


@pytest.mark.parametrize("importer", IMPORTERS, ids=IMPORTERS.values())
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_bytes_after_the_magic(importer: ModuleType, data: st.DataObject) -> None:
    """An importer copes with any bytes after the start of its format."""
    start = data.draw(st.sampled_from(MAGIC[importer]))
    source = of_bytes("some", start + data.draw(st.binary(max_size=60) | st.text(max_size=60).map(str.encode)))
    assert faults(lambda: importer.read(source)) == []


@pytest.mark.parametrize(
    "head",
    [
        "<a " * 22_000,
        "<a " + "class=" * 11_000,
        "<!-- -->" * 8000,
        "/**/" * 16_000,
        '{"' + '\\"' * 32_000,
        "<!DOCTYPE a [] " * 4000,
        "[12/03/2024" + " " * 60_000,
        "// " * 20_000,
        "[" * 65_000,
        '{"' + "k" * 30_000 + '":{"a":' * 5000,
    ],
    ids=["tags", "attributes", "comments", "dot comments", "quotes", "doctypes", "blanks", "slashes", "lists", "keys"],
)
def test_a_hostile_head_is_claimed_by_nobody_in_no_time(head: str) -> None:
    """No importer claims a file with a hostile beginning, and all decide in less than a second together."""
    begin = time.process_time()
    assert [importer.__name__ for importer in IMPORTERS if importer.claims(of_bytes("some", head.encode()))] == []
    assert time.process_time() - begin < 1
