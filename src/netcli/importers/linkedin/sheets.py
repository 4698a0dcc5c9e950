"""The tables of LinkedIn's archive: their names, headers and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from netcli.importers.formats.columns import says, understood
from netcli.importers.formats.headers import Fits, Layout, all_of, any_of
from netcli.importers.formats.tables import UNKEPT, Table
from netcli.importers.linkedin import messages, owner, people, signals
from netcli.importers.shared import linkedin_outlook
from netcli.records import Item

_HOMES: Final = ("Business", "Home", "Other")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of LinkedIn's archive: its file name, header, columns and reader."""

    name: str
    fits: Fits
    layout: Layout
    read: Callable[[Table], Iterator[Item]]


_NAME: Final = {"given": "First Name, Vorname, Prénom", "family": "Last Name, Nachname, Nom"}
_SINCE: Final = "Connected On, Verbunden am, Date de connexion"
_FIRST, _CONNECTED = any_of(_NAME["given"]), any_of(_SINCE)


def _is_connections(names: frozenset[str]) -> bool:
    """Return whether *names* are the columns of the table of connections."""
    if _FIRST(names) and _CONNECTED(names):
        return True
    if not len(_COLUMNS) - 1 <= len(names) <= len(_COLUMNS):  # there was no profile URL before 2020
        return False
    return {*understood(sorted(names))} | {"url"} == _COLUMNS and says(names, "connected")


_COLUMNS: Final = frozenset(("given", "family", "url", "email", "company", "title", "since"))
"""The fields of Connections.csv, in any language."""


SHEETS: Final = (
    Sheet(
        "Profile.csv",
        all_of("First Name", "Last Name", "Headline", "Industry", "Geo Location"),
        {
            **_NAME,
            "maiden": "Maiden Name",
            "title": "Headline",
            "city": "Geo Location",
            "birthday": "Birth Date",
            "url": "Websites",
        },
        owner.profile,
    ),
    Sheet(
        "Email Addresses.csv",
        all_of("Email Address", "Confirmed", "Primary"),
        {"email": "Email Address", "confirmed": "Confirmed"},
        owner.emails,
    ),
    Sheet(
        "PhoneNumbers.csv",
        all_of("Extension", "Number", "Type"),
        {"country": "Extension", "phone": "Number"},
        owner.phones,
    ),
    Sheet(
        "Whatsapp Phone Numbers.csv",
        all_of("Extension", "Number", "Is_WhatsApp_Number"),
        {"country": "Extension", "phone": "Number"},
        owner.phones,
    ),
    Sheet(
        "Positions.csv",
        all_of("Company Name", "Title", "Started On", "Finished On"),
        {"company": "Company Name", "title": "Title", "since": "Started On", "until": "Finished On"},
        owner.jobs,
    ),
    Sheet(
        "Education.csv",
        all_of("School Name", "Start Date", "End Date", "Degree Name"),
        {"company": "School Name", "title": "Degree Name", "since": "Start Date", "until": "End Date"},
        owner.schools,
    ),
    Sheet(
        "Connections.csv",
        _is_connections,
        {
            **_NAME,
            "url": "URL, Profile URL",
            "email": "Email Address, E-Mail-Adresse, Adresse e-mail",
            "company": "Company, Unternehmen, Entreprise",
            "title": "Position, Poste",
            "since": _SINCE,
        },
        people.connections,
    ),
    Sheet(
        "linkedin_connections_export_microsoft_outlook.csv",
        linkedin_outlook.fits,
        {
            **_NAME,
            "middle": "Middle Name",
            "email": "E-mail Address, E-mail 2 Address, E-mail 3 Address",
            "phone": "Mobile Phone, Primary Phone, Business Phone, Business Phone 2, Home Phone",
            "url": "Web Page, Personal Web Page",
            "company": "Company",
            "title": "Job Title",
            "city": [f"{home} City" for home in _HOMES],
            "country": [f"{home} Country" for home in _HOMES],
            "birthday": "Birthday",
            "note": "Notes",
            "manager": "Manager's Name",
            "assistant": "Assistant's Name",
            "spouse": "Spouse",
        },
        people.outlook,
    ),
    Sheet(
        "messages.csv",
        all_of("CONVERSATION ID", "FROM", "SENDER PROFILE URL", "TO", "DATE"),
        {
            "thread": "CONVERSATION ID",
            "title": "CONVERSATION TITLE",
            "sender": "FROM",
            "sender url": "SENDER PROFILE URL",
            "to": "TO",
            "to urls": "RECIPIENT PROFILE URLS",
            "date": "DATE",
            "content": "CONTENT",
            UNKEPT: "SUBJECT, ATTACHMENTS, IS CONVERSATION DRAFT",
            "folder": "FOLDER",
            "draft": "IS MESSAGE DRAFT",
        },
        messages.read,
    ),
    Sheet(
        "Invitations.csv",
        all_of("From", "To", "Sent At", "Direction"),
        {
            "from": "From",
            "to": "To",
            "since": "Sent At",
            "note": "Message",
            "direction": "Direction",
            "inviter": "inviterProfileUrl",
            "invitee": "inviteeProfileUrl",
        },
        signals.invitations,
    ),
    *(
        Sheet(
            f"Endorsement_{way}_Info.csv",
            all_of("Skill Name", f"{who} First Name"),
            {
                "given": f"{who} First Name",
                "family": f"{who} Last Name",
                "url": f"{who} Public Url",
                "skill": "Skill Name",
                "status": "Endorsement Status",
                "since": "Endorsement Date",
            },
            read,
        )
        for way, who, read in (
            ("Received", "Endorser", signals.received_endorsements),
            ("Given", "Endorsee", signals.given_endorsements),
        )
    ),
    Sheet(
        "Recommendations.csv",
        all_of("First Name", "Last Name", "Text", "Creation Date"),
        {
            **_NAME,
            "company": "Company",
            "title": "Job Title",
            "status": "Status",
            "since": "Creation Date",
            UNKEPT: "Text",
        },
        signals.recommendations,
    ),
    Sheet(
        "Company Follows.csv",
        all_of("Organization", "Followed On"),
        {"name": "Organization", "since": "Followed On"},
        signals.organizations,
    ),
    Sheet(
        "Member_Follows.csv",
        all_of("Date", "Status", "FullName"),
        {"name": "FullName", "since": "Date"},
        signals.follows,
    ),
    Sheet(
        "ImportedContacts.csv",
        all_of("FirstName", "LastName", "Emails", "PhoneNumbers"),
        {
            "given": "FirstName",
            "middle": "MiddleName",
            "family": "LastName",
            "name": "FullName",
            "maiden": "MaidenName",
            "alias": "NickName",
            "email": "Emails",
            "phone": "PhoneNumbers",
            "url": "Profiles, Sites",
            "company": "Companies",
            "title": "Title",
            "birthday": "Birthday",
            "city": "Location",
            "country": "CountryCode",
        },
        people.address_book,
    ),
)
"""The tables in the order in which they are read.

Tables about the owner come first, because messages are read with the owner's name.
"""
NAMES: Final = frozenset(sheet.name.casefold() for sheet in SHEETS)
