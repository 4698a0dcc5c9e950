"""Tests of the importers `foaf` and `xfn`. The importer `xfn` also reads hCards."""

from __future__ import annotations

import pytest

from netcli.errors import BadInput
from netcli.importers import foaf, xfn
from netcli.importers.source import Owner, Source, of_bytes
from netcli.kinds import LINK_KINDS
from netcli.records import OWNER, BadRow, Ignored, Record, Used
from netcli.records import Testimony as Said  # pytest takes a class called Test… for tests

HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:f="http://xmlns.com/foaf/0.1/"'
    ' xmlns:rel="http://purl.org/vocab/relationship/">'
)


SHA1 = "AB" * 20


def rdf(body: str, name: str = "a.rdf") -> Source:
    return of_bytes(name, f"{HEAD}{body}</rdf:RDF>".encode())


def page(body: str) -> Source:
    return of_bytes("page.html", f"<html><body>{body}</body></html>".encode())


def relations(items: list[object]) -> list[tuple[object, ...]]:
    return [(i.a, i.b, i.link, i.detail) for i in items if isinstance(i, Said)]


def test_knowing_by_nesting_and_by_reference() -> None:
    """A `knows` element makes a link, whether the element contains a person or refers to a person."""
    source = rdf(f"""<f:Person rdf:nodeID="me"><f:name>Moi</f:name><f:mbox rdf:resource="mailto:Moi@example.org"/>
      <f:knows><f:Person><f:member_name>Zoé</f:member_name><f:mbox_sha1sum>{SHA1}</f:mbox_sha1sum></f:Person></f:knows>
      <f:knows rdf:resource="http://jan.example.org/#me"/></f:Person>
      <f:Person rdf:about="http://jan.example.org/#me"><f:firstName>Jan</f:firstName><f:surname>van der Berg</f:surname>
      <f:knows rdf:nodeID="me"/></f:Person>""")
    assert foaf.claims(source)
    items = list(foaf.read(source))
    moi, zoe, jan = "emails:Moi@example.org", f"hashes:mailto-sha1:{SHA1.lower()}", "http://jan.example.org/#me"
    assert [item for item in items if isinstance(item, Record)] == [
        Record(moi, "Moi", emails=("Moi@example.org",), line=1),
        Record(zoe, "Zoé", hashes=(f"mailto-sha1:{SHA1.lower()}",), line=2),
        Record(jan, "Jan van der Berg", "Jan", "van der Berg", urls=(jan,), line=4),
    ]
    assert relations(items) == [(zoe, moi, "contact", None), (jan, moi, "contact", None), (moi, jan, "contact", None)]
    assert sum(item.rows for item in items if isinstance(item, Used)) == 6


@pytest.mark.parametrize(
    ("relation", "link"),
    [("worksWith", "colleague"), ("parentOf", "child"), ("childOf", "parent"), ("knowsByReputation", None)],
)
def test_the_relationship_vocabulary(relation: str, link: str | None) -> None:
    """The other person in `parentOf` is a child. `knowsByReputation` gives no link."""
    source = rdf(f"""<f:Person rdf:about="http://a.example/"><f:name>Ana</f:name>
      <rel:{relation} rdf:resource="http://b.example/"/></f:Person>""")
    assert relations(list(foaf.read(source))) == [("http://b.example/", "http://a.example/", link, relation)]


def test_a_name_is_one_files_own() -> None:
    """The node `me` in one file and the node `me` in another file are two people."""
    body = '<f:Person rdf:nodeID="me"><f:name>Ana</f:name></f:Person>'
    keys = [item.key for name in ("a.rdf", "b.rdf") for item in foaf.read(rdf(body, name)) if isinstance(item, Record)]
    assert keys == ["a.rdf#_:me", "b.rdf#_:me"]


def test_homonyms_in_one_file() -> None:
    """In one file, two descriptions with equal names describe two people."""
    source = rdf("<f:Person><f:name>Marie Martin</f:name></f:Person>" * 2)
    assert [item.key for item in foaf.read(source) if isinstance(item, Record)] == [
        "a.rdf#/Marie Martin",
        "a.rdf#/Marie Martin#1",
    ]


def test_every_description_is_accounted_for() -> None:
    """Missing names, self-links and repeated links are counted."""
    source = rdf("""<f:Person/><f:Person rdf:nodeID="a"><f:name>Ana</f:name><f:knows/><f:knows rdf:nodeID="a"/>
      <f:knows rdf:nodeID="b"/><f:knows rdf:nodeID="b"/></f:Person>""")
    assert [item for item in foaf.read(source) if isinstance(item, Used | Ignored | BadRow)] == [
        Ignored("nobody named"),
        Used(),
        BadRow(1, "knows has no name or address"),
        Ignored("self-link"),
        Used(),
        Ignored("repeated"),
    ]


def test_a_doctype_is_refused() -> None:
    """A file with a DOCTYPE is refused, because a DOCTYPE may define dangerous entities."""
    source = of_bytes("a.rdf", f'<!DOCTYPE rdf:RDF [<!ENTITY a "b">]>{HEAD}</rdf:RDF>'.encode())
    assert foaf.claims(source)
    with pytest.raises(BadInput, match="DOCTYPE"):
        list(foaf.read(source))


def test_a_card_in_a_list() -> None:
    """A card gives a person. Each relation of the card is evidence of a link."""
    source = page("""<li class="vcard"><a class="fn url" rel="friend met colleague" href="http://zoe.example/">Zoé
      Exemple</a> <span class="org">Dupuis &amp; Fils</span> <a class="email" href="mailto:z@example.org?cc=x">m</a>""")
    assert xfn.claims(source)
    assert list(xfn.read(source)) == [
        Used(),
        Record(
            "http://zoe.example/",
            "Zoé Exemple",
            emails=("z@example.org",),
            urls=("http://zoe.example/",),
            company="Dupuis & Fils",
            line=1,
        ),
        *(
            Said("http://zoe.example/", OWNER, "relation", link, direction="b_to_a", line=1)
            for link in ("friend", "met", "colleague")
        ),
    ]


@pytest.mark.parametrize(
    "card",
    [
        '<div class="h-card"><a class="u-url p-name" href="http://zoe.example/">Zoé</a></div>',
        '<a class="h-card" href="http://zoe.example/">Zoé</a>',
        '<a rel="acquaintance" href="http://zoe.example/">Zoé</a>',
    ],
    ids=["h-card", "implied", "xfn"],
)
def test_cards_of_every_age(card: str) -> None:
    """A full h-card, a short h-card and an XFN link give the same person."""
    [zoe] = [item for item in xfn.read(page(card)) if isinstance(item, Record)]
    assert zoe == Record("http://zoe.example/", "Zoé", urls=("http://zoe.example/",), line=1)


@pytest.mark.parametrize(
    ("rel", "expected"),
    [
        ("Co-Worker", [("colleague", None)]),
        ("co-resident", [("neighbor", None)]),
        ("date", [("partner", None)]),
        ("crush", [("other", "crush")]),
        ("parent nofollow", [("parent", None)]),
        ("noopener", []),
    ],
)
def test_relations(rel: str, expected: list[object]) -> None:
    """XFN's words become kinds of link. Unknown words are ignored."""
    items = list(xfn.read(page(f'<a rel="{rel}" href="http://a.example/">Ana</a>')))
    assert [(link, detail) for _, _, link, detail in relations(items)] == expected


def test_every_kind_is_known() -> None:
    """FOAF's and XFN's words map only to existing kinds of link."""
    assert {*xfn.KINDS.values(), *foaf.RELATIONS.values()} <= set(LINK_KINDS)


def test_my_other_pages() -> None:
    """If a link has `rel="me"`, the link's target is a page of the owner."""
    items = list(xfn.read(page('<a rel="me" href="http://moi.example/">my blog</a>')))
    assert items == [Used(), Record(OWNER, urls=("http://moi.example/",), line=1)]


def test_a_card_without_relation_links_nobody() -> None:
    """A card without a relation makes no link. A nameless card is ignored."""
    items = list(xfn.read(page('<p class="vcard"><b class="fn">Cher</b></p><p class="vcard">?</p>')))
    assert items == [Ignored("nobody named"), Used(), Record("Cher", "Cher", line=1)]


def test_an_endless_page() -> None:
    """A page with thousands of unclosed elements is read quickly."""
    people = [i for i in xfn.read(page('<li class="vcard"><b class="fn">Ana</b>' * 5000)) if isinstance(i, Record)]
    assert {person.name for person in people} == {"Ana"}


SUBJECT = """<f:PersonalProfileDocument rdf:about=""><f:primaryTopic rdf:nodeID="me"/></f:PersonalProfileDocument>
  <f:Person rdf:nodeID="zoe"><f:name>Zoé</f:name></f:Person>
  <f:Person rdf:nodeID="me"><f:name>Moi Test</f:name><f:knows rdf:nodeID="zoe"/></f:Person>"""


@pytest.mark.parametrize(("owner", "key"), [("moi test", OWNER), ("Zoé", "a.rdf#_:me"), (None, "a.rdf#_:me")])
def test_the_subject_is_the_owner_if_they_share_a_name(owner: str | None, key: str) -> None:
    """If the file's subject has the owner's name, the subject is the owner."""
    items = list(foaf.read(rdf(SUBJECT).of(Owner(owner))))
    assert [item.b for item in items if isinstance(item, Said)] == [key]


def test_latin_1_that_does_not_say_so() -> None:
    """If an XML file declares no encoding, Latin-1 is still read."""
    text = HEAD + "<f:Person><f:name>Zoé</f:name></f:Person></rdf:RDF>"
    (record,) = [item for item in foaf.read(of_bytes("a.rdf", text.encode("latin-1"))) if isinstance(item, Record)]
    assert record.name == "Zoé"


def test_sections_that_nobody_knows() -> None:
    """An unknown section that begins with `<![` is skipped."""
    card = '<a class="h-card" href="https://ada.example.org">Ada Example</a>'
    assert list(xfn.read(page(f"<![\0 ><![CDATA[x]]>{card}<![if"))) == list(xfn.read(page(card)))


def test_links_that_are_never_closed() -> None:
    """An unclosed link ends where the next link begins."""
    items = list(xfn.read(page("".join(f'<a rel="friend" href="http://{n}.example.org/">x' for n in range(300)))))
    assert len([item for item in items if isinstance(item, Said)]) == 300


def test_cards_that_are_never_closed() -> None:
    """No card is lost, even if the cards are never closed."""
    items = list(xfn.read(page("".join(f'<div class="vcard fn">P{n}' for n in range(300)))))
    assert len([item for item in items if isinstance(item, Record)]) == 300
