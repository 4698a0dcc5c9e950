"""What a card says: of its person, and of those it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from netcli import dates
from netcli.identifiers import account
from netcli.importers.formats.content_lines import Property, parts, unescape
from netcli.importers.shared.groups import SYSTEM_GROUPS
from netcli.importers.vcard.cards import Values
from netcli.records import Record

_INLINE_NAME: Final = re.compile(r"^FN[^:\n]*:(.+)$", re.MULTILINE | re.IGNORECASE)
URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_PREFERRED: Final = 1
_LEAST: Final = 101
"""After RFC 6350's 1 to 100: no preference given."""
_RELATIONS: Final = {
    "X-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-MANAGER": "manager",
    "X-EVOLUTION-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-CHILD": "child",
    "X-MS-CHILD": "child",
    "AGENT": "agent",
}
"""Properties that name somebody, and the label they stand for."""
_HANDLES: Final = {
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-JABBER": "xmpp",
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-GOOGLE-TALK": "gtalk",
    "X-QQ": "qq",
    "X-TWITTER": "twitter",
    "X-GADUGADU": "gadugadu",
}
"""Properties that hold an account's name, and the scheme that tells which network it is on."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the card `card` names: another card's UID, an address, or words."""

    card: str
    who: str
    label: str
    line: int


def record_of(values: Values, line: int) -> tuple[Record, str]:
    """Return the card as a record without a key, and its UID."""
    of = {name: _best(values, name) for name in {found.name for found, _ in values}}

    def first(*names: str) -> str:
        return next((unescape(value).strip() for name in names for value in of.get(name, ()) if value.strip()), "")

    structured = parts(next(iter(of.get("N", ())), ""), ";") + [""] * 3
    family, given, middle = structured[:3]
    organization = parts(next(iter(of.get("ORG", ())), ""), ";")[0]
    emails = _unique(without_scheme(value, "mailto") for value in of.get("EMAIL", ()))
    name = first("FN") or " ".join(filter(None, (given, middle, family))) or first("NICKNAME")
    phones = _unique(without_scheme(value, "tel").partition(";")[0] for value in of.get("TEL", ()))
    urls = _urls(values)
    if name in (*emails, *phones, *urls):  # a card must name somebody, and had nothing better
        name = ""
    is_organization = (
        first("X-ABSHOWAS").upper() == "COMPANY"
        or first("KIND").lower() in ("org", "organization")
        or bool(organization and not (family or given) and name in ("", organization))
    )
    address = next((cells for value in of.get("ADR", ()) if any((cells := parts(value, ";"))[3:7])), []) + [""] * 7
    aliases = [alias for value in of.get("NICKNAME", ()) for alias in parts(value, ",")]
    tags = [tag for value in of.get("CATEGORIES", ()) for tag in parts(value, ",")]
    record = Record(
        key="",
        name=name or (organization if is_organization else None) or None,
        given=given or None,
        family=family or None,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
        emails=emails,
        phones=phones,
        urls=urls,
        company=organization or None,
        title=first("TITLE", "ROLE") or None,
        city=address[3] or None,
        country=address[6] or None,
        birthday=_birthday(values),
        note="\n".join(unescape(value).replace("\r\n", "\n") for value in of.get("NOTE", ())) or None,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag and tag.casefold() not in SYSTEM_GROUPS)),
        organization=is_organization,
        line=line,
    )
    return record, uid_of(first("UID"))


def _best(values: Values, name: str) -> list[str]:
    """Return the values of that property, the preferred ones first."""
    found = [(_preference(each), value) for each, value in values if each.name == name]
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def _preference(found: Property) -> int:
    """Return how much a value is preferred; 1 is the best."""
    preference = found.first("PREF")
    if preference.isascii() and preference.isdigit():
        return int(preference[:3])
    return _PREFERRED if "pref" in found.types else _LEAST


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (unescape(value).strip() for value in values))))


def without_scheme(value: str, scheme: str) -> str:
    """Return the address of a `mailto:` or `tel:` URI, or of plain text."""
    value = unescape(value).strip()
    return value[len(scheme) + 1 :] if value[: len(scheme) + 1].lower() == f"{scheme}:" else value


def _urls(values: Values) -> tuple[str, ...]:
    """Return pages, profiles and accounts; an account's bare name gets its network as scheme."""
    found = []
    for each, value in values:
        value = unescape(value).strip()
        if not value:
            continue
        if each.name == "URL" or (each.name == "RELATED" and "me" in each.types):
            found.append(value)
        elif each.name in ("X-SOCIALPROFILE", "IMPP"):
            value = value.removeprefix("x-apple:")
            network = each.first("X-SERVICE-TYPE") or next((t for t in each.types if t != "pref"), "")
            found.append(value if URI.match(value) or not network else account(network.lower(), value))
        elif each.name in _HANDLES:
            found.append(value if URI.match(value) else account(_HANDLES[each.name], value))
    return tuple(dict.fromkeys(found))


def _birthday(values: Values) -> str | None:
    for found, value in values:
        if found.name == "BDAY" and (birthday := dates.parse(value.partition("T")[0])):
            omitted = found.first("X-APPLE-OMIT-YEAR")
            return f"--{birthday[5:]}" if omitted and birthday.startswith(f"{omitted}-") else birthday
    return None


def uid_of(value: str) -> str:
    """Return a UID as it is compared."""
    return value.strip().lower().removeprefix("urn:uuid:")


def is_group(values: Values) -> bool:
    """Is the card a group of others?"""
    return any(found.name.endswith("KIND") and value.lower() == "group" for found, value in values)


def named_by(card: str, values: Values) -> Iterator[Named]:
    """Yield everybody the card names, each under one label a kind of link."""
    labels = {found.group: unescape(value) for found, value in values if found.name == "X-ABLABEL" and found.group}
    for found, value in values:
        who = unescape(value).strip()
        if found.name == "AGENT" and (inline := _INLINE_NAME.search(who)):
            who = inline[1].strip()
        if not who:
            continue
        if found.name == "RELATED" and "me" not in found.types:
            yield Named(card, who, ",".join(kind for kind in found.types if kind != "pref"), found.line)
        elif found.name == "X-ABRELATEDNAMES":
            yield Named(card, who, labels.get(found.group, ""), found.line)
        elif found.name in _RELATIONS:
            yield Named(card, who, _RELATIONS[found.name], found.line)
