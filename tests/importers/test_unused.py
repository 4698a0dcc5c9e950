"""Every format reports values that it cannot read and columns that it ignores."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcli import importers
from netcli.importers.source import of_bytes

from .unused import unused

RDF = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:f='http://xmlns.com/foaf/0.1/'>"
SET = "<key>friends</key><map><key>11111111-1111-4111-8111-111111111111</key><string/></map>"
NOBODY = "<key>Pseudonyms</key><map><key>22222222-2222-4222-8222-222222222222</key><string>Zoé</string></map>"
NODES = (
    '{"nodes": [{"id": "zoe", "mood": "good", "email": "at", "phone": "12", "url": "no page", "birthday": "31 Feb"}, '
)
EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE:nobody\nORGANIZER;CN=Zoé:mailto:zoe@example.org\nDTSTART:2024\n"

CASES = {
    "A table of people": (
        "a.csv",
        "Name,Email,Phone,Website,Birthday,Since,Mood\nZoé,at,12,no page,31 Feb 2020,31 Feb 2020,good\n",
        "email phone url birthday since",
        "Mood",
    ),
    "vCard": (
        "a.vcf",
        "BEGIN:VCARD\nFN:Zoé\nEMAIL:at\nTEL:12\nURL:no page\nBDAY:31 Feb\nTITLE:A\nTITLE:B\n"
        "X-MOOD:good\nnone\nEND:VCARD\n",
        "email phone url birthday title text",
        "X-MOOD",
    ),
    "LDIF": (
        "a.ldif",
        "dn: cn=Zoé,mail=z\nobjectclass: person\ncn: Zoé\nmail: at\ntelephoneNumber: 12\n"
        "mozillaHomeUrl: no page\nmood: good\n",
        "email phone url",
        "mood",
    ),
    "Viadeo": (
        "contacts.json",
        '{"type": "CONTACTS", "data": [{"name": "Zoé", "distance": 1, "contact_count": 2, "link": "no page",'
        ' "emails": ["at"], "phones": ["12"], "mood": "good"},'
        ' {"from": {"id": "a", "name": "Jo"}, "updated_time": "31 Feb 2020"}]}',
        "email phone url date",
        "contact_count, mood",
    ),
    "Facebook": (
        "friends.json",
        '{"friends_v2": [{"name": "Zoé", "timestamp": "then", "contact_info": "12", "mood": "good"}], "moods": [1, 2]}',
        "phone since",
        "moods, mood",
    ),
    "Facebook, address book": (
        "your_address_books.json",
        '{"address_book_v2": {"address_book": [{"name": "Zoé", "created_timestamp": "then", "mood": "good",'
        ' "details": [{"contact_point": "zoe@"}, {"contact_point": "12"}]}]}}',
        "email phone since",
        "mood",
    ),
    "Instagram": (
        "following.json",
        '{"relationships_following": [{"title": "zoe_x", "mood": "good",'
        ' "string_list_data": [{"timestamp": "then", "colour": "red"}]}]}',
        "since",
        "mood, colour",
    ),
    "Instagram, address book": (
        "synced_contacts.json",
        '{"contacts_contact_info": [{"mood": "good", "string_map_data": {"First Name": {"value": "Zoé"},'
        ' "Contact Information": {"value": "at"}}}, {"string_map_data": {"Contact Information": {"value": "z@@x"}}}]}',
        "email phone",
        "mood",
    ),
    "X": (
        "contact.js",
        'window.YTD.contact.part0 = [{"contact": {"emails": ["at"], "phoneNumbers": ["12", "+33612345678"],'
        ' "mood": "good"}}]',
        "email phone",
        "mood",
    ),
    "X, follows": (
        "following.js",
        'window.YTD.following.part0 = [{"following": {"accountId": "7", "userLink": "no page", "mood": "good"}}]',
        "url",
        "mood",
    ),
    "Telegram": (
        "result.json",
        '{"contacts": {"list": [{"first_name": "Zoé", "phone_number": "12", "date": "31 Feb", "mood": "good"}]},'
        ' "chats": {"list": [{"name": "Zoé", "type": "personal_chat", "id": 7, "messages":'
        ' [{"type": "message", "from_id": "user7", "from": "Zoé", "date": "then"}]}]}, "frequent": [1]}',
        "phone since date",
        "frequent, mood",
    ),
    "WhatsApp": (
        "WhatsApp Chat with Zoé.txt",
        "[12/03/2024, 10:11:12] Zoé: a\n[31/02/2024, 10:11:12] Zoé: b\n",
        "date",
        "",
    ),
    "Mastodon": ("following.csv", "Account address,Show boosts\nzoe@a.example,true\n", "", "Show boosts"),
    "FOAF": (
        "a.rdf",
        f"{RDF}<f:Person><f:name>Zoé</f:name><f:surname>A</f:surname><f:surname>B</f:surname>"
        "<f:mbox>at</f:mbox><f:mbox_sha1sum>AB</f:mbox_sha1sum><f:phone>12</f:phone><f:homepage>no page</f:homepage>"
        "<f:dateOfBirth>31 Feb</f:dateOfBirth><f:interest>jazz</f:interest></f:Person></rdf:RDF>",
        "name email phone url birthday",
        "interest",
    ),
    "Web pages": (
        "a.html",
        '<div class="vcard"><span class="fn">Zoé</span><span class="email">at</span><span class="tel">12</span>'
        '<a class="url" href="no page">x</a><span class="bday">31 Feb</span><span class="org">A</span>'
        '<span class="org">B</span><span class="region">Rhône</span><span class="p-mood">good</span></div>',
        "email phone url birthday company",
        "region, p-mood",
    ),
    "Second Life": (
        "settings_friends_groups.xml",
        f"<llsd><map><key>Jazz</key><map>{SET}<key>mood</key><string>good</string></map>{NOBODY}</map></llsd>",
        "name",
        "mood",
    ),
    "Mail": (
        "a.mbox",
        "From a@b Mon Jan  1 00:00:00 2024\nFrom: Zoé <zoe@example.org>\nTo: me@x.example, at@\nDate: then\n\nHello\n",
        "email date",
        "",
    ),
    "Calendars": (
        "a.ics",
        f"{EVENT}ATTENDEE:mailto:jo@example.org\nX-MOOD:good\nnone\nEND:VEVENT\nEND:VCALENDAR\n",
        "email date text",
        "X-MOOD",
    ),
    "GraphML": (
        "a.graphml",
        '<graphml><key id="m" for="node" attr.name="email"/><key id="n" for="node" attr.name="mood"/>'
        '<key id="s" for="edge" attr.name="since"/><graph><node id="zoe"><data key="m">at</data>'
        '<data key="n">good</data></node><node id="jo"/><edge source="zoe" target="jo"><data key="s">then'
        "</data></edge></graph></graphml>",
        "email since",
        "mood",
    ),
    "GEXF": (
        "a.gexf",
        '<gexf><graph><attributes class="node"><attribute id="0" title="phone"/>'
        '<attribute id="1" title="mood"/></attributes><nodes><node id="zoe"><attvalues><attvalue for="0" value="12"/>'
        '<attvalue for="1" value="good"/></attvalues></node>'
        '<node id="jo"/></nodes><edges><edge source="zoe" target="jo" start="then"/></edges></graph></gexf>',
        "phone since",
        "mood",
    ),
    "DOT": (
        "a.dot",
        'graph { zoe [email="at", mood=good, color=red]; zoe -- jo [since=then, certainty=perhaps]; }',
        "email since relation",
        "mood",
    ),
    "Node-link JSON": (
        "a.json",
        NODES
        + '{"id": "jo"}], "links": [{"source": "zoe", "target": "jo", "closeness": "9", "last": "then", "weight": 2}]}',
        "email phone url birthday date relation",
        "mood, weight",
    ),
}
"""A file of each format, with its unreadable fields and unused columns."""


def said(name: str, text: str) -> tuple[set[str], set[str]]:
    """Return the fields and the columns that the report of this file mentions."""
    report = unused(list(importers.recognise(of_bytes(name, text.encode())).items()))
    fields = {each["field"] for each in report["not_understood"]}
    return fields, {each["column"] for each in report["unused_columns"]}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_vanishes_without_a_word(case: tuple[str, str, str, str]) -> None:
    """The report names each field with unreadable values and each unused column."""
    name, text, fields, columns = case
    assert said(name, text) == ({*fields.split()}, {*filter(None, columns.split(", "))})


def test_the_manual_lists_the_fields() -> None:
    """The table of formats in docs/networks.md agrees with `CASES`."""
    manual = Path(__file__).parents[2] / "docs" / "networks.md"
    rows = [
        f"| {form} | {fields.replace(' ', ', ') or '–'} | {'yes' if columns else '–'} |"
        for form, (_, _, fields, columns) in CASES.items()
    ]
    table = manual.read_text(encoding="utf-8").partition(
        "| Read | Counted if it is none | Lists what no field takes |\n|---|---|---|\n"
    )[2]
    assert table.partition("\n\n")[0].splitlines() == rows
