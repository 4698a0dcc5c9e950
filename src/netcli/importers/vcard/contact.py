"""Turn the properties of a card into a record of its person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from netcli import cards as own
from netcli import dates
from netcli.identifiers import account, url
from netcli.importers.formats.columns import is_hash
from netcli.importers.formats.content_lines import Property, parts, unescape
from netcli.importers.formats.values import NO_PAGE, Values
from netcli.importers.shared.groups import SYSTEM_GROUPS
from netcli.importers.vcard.called import called
from netcli.importers.vcard.cards import Properties
from netcli.importers.vcard.related import URI, names_somebody
from netcli.language import say
from netcli.records import Record

_PREFERRED: Final = 1
_LEAST: Final = 101
"""The preference of a value if the card states no preference. RFC 6350 allows 1 to 100."""
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
"""For each property that contains an account's name, the URI scheme of the network."""
_TAKEN: Final = frozenset(
    (
        *(
            "N",
            "FN",
            "ORG",
            "NICKNAME",
            "EMAIL",
            "TEL",
            "URL",
            "PHOTO",
            "IMPP",
            "X-SOCIALPROFILE",
            "ADR",
            "BDAY",
            "TITLE",
            "ROLE",
        ),
        *("NOTE", "CATEGORIES", "KIND", "X-ABSHOWAS", "X-ABLABEL", "MEMBER", "X-ADDRESSBOOKSERVER-KIND", *_HANDLES),
        *("X-ADDRESSBOOKSERVER-MEMBER", "X-MAIDENNAME"),
    )
)
"""The properties that this module reads."""
_ITSELF: Final = frozenset(("VERSION", "PRODID", "REV", "UID", own.WROTE))
"""The properties that describe the card itself and not its person."""


def record_of(properties: Properties, line: int, values: Values) -> tuple[Record, str]:
    """Return a card's person as a record without a key, and the card's UID."""
    of = {name: _best(properties, name) for name in {found.name for found, _ in properties}}

    def every(*names: str) -> Iterator[tuple[Property, str]]:
        for found, text in (pair for name in names for pair in of.get(name, ())):
            if value := unescape(text).strip():
                values.line = found.line
                yield found, value

    def read(name: str, reader: Callable[[str, str], tuple[str, ...]], scheme: str) -> tuple[str, ...]:
        texts = ((found, without_scheme(value, scheme)) for found, value in every(name))
        return _unique(value for found, text in texts for value in reader(text, found.written))

    def one(field: str, *names: str) -> str | None:
        """Return the first value of the properties *names*, and count other values as lost."""
        found = [*every(*names)]
        for each, value in found[1:]:
            if value != found[0][1]:
                values.lose(field, value, say("another value was kept"), each.written, line=each.line)
        return found[0][1] if found else None

    emails = read("EMAIL", values.emails, "mailto")
    phones = read("TEL", lambda text, column: values.phones(text.partition(";")[0], column), "tel")
    urls = _unique(_urls(properties, values))
    name = called(of)
    if name.number:
        shown = values.phones(name.number, "FN")  # often the number in TEL, but without its country code
        phones = _unique((*phones, *(each for each in shown if not any(_ends(known, each) for known in phones))))
    tags = [tag for value in of.get("CATEGORIES", ()) for tag in parts(value[1], ",")]
    hidden = [pair for pair in properties if pair[0].name.startswith("X-") and is_hash(pair[0].name)]
    city, country = _home(of.get("ADR", []), values)
    record = Record(
        key="",
        name=None if name.name in (*emails, *urls) else name.name,  # a card must have FN, even without a name
        given=name.given,
        family=name.family,
        aliases=tuple(alias for alias in name.aliases if alias not in emails),
        emails=emails,
        phones=phones,
        urls=urls,
        hashes=_unique(stored for each, text in hidden for stored in values.hashes(text.strip(), each.written)),
        company=name.organization,
        title=one("title", "TITLE", "ROLE"),
        city=city,
        country=country,
        birthday=_birthday([*every("BDAY")], values),
        note="\n".join(unescape(text).replace("\r\n", "\n") for _, text in of.get("NOTE", ())) or None,
        tags=_unique(tag for tag in tags if tag.casefold() not in SYSTEM_GROUPS),
        organization=name.is_organization,
        line=line,
    )
    for found, text in properties:
        if (
            (found, text) not in hidden
            and found.name not in _TAKEN
            and found.name not in _ITSELF
            and text.strip()
            and not names_somebody(found.name)
        ):
            values.leave(found.written)
    return record, uid_of(next((value for _, value in every("UID")), ""))


def _best(properties: Properties, name: str) -> Properties:
    """Return the properties called *name*, the preferred property first."""
    return sorted((pair for pair in properties if pair[0].name == name), key=lambda pair: _preference(pair[0]))


def _preference(found: Property) -> int:
    """Return the preference of a property. The lowest number is preferred."""
    preference = found.first("PREF")
    if preference.isascii() and preference.isdigit():
        return int(preference[:3])
    return _PREFERRED if "pref" in found.types else _LEAST


def without_scheme(value: str, scheme: str) -> str:
    """Return *value* without its *scheme*, such as `mailto` or `tel`, if it has one."""
    value = unescape(value).strip()
    return value[len(scheme) + 1 :] if value[: len(scheme) + 1].lower() == f"{scheme}:" else value


def uid_of(value: str) -> str:
    """Return a UID in a form for comparison: in lower case, and without `urn:uuid:`."""
    return value.strip().lower().removeprefix("urn:uuid:")


def kind_of(properties: Properties) -> str:
    """Return the kind of a card, such as `group`, or an empty string."""
    return next((text.strip().lower() for found, text in properties if found.name.endswith("KIND")), "")


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def _home(addresses: Properties, values: Values) -> tuple[str | None, str | None]:
    """Return the city and the country of the first address that names a place."""
    cells = [(found, parts(text, ";") + [""] * 7) for found, text in addresses]
    chosen = next((each for _, each in cells if any(each[3:7])), [""] * 7)
    for found, each in cells:
        if each[3] and each[3] != chosen[3]:
            values.lose("city", each[3], say("another value was kept"), found.written, line=found.line)
    return chosen[3] or None, chosen[6] or None


def _birthday(found: Properties, values: Values) -> str | None:
    birthday = None
    for each, text in found:
        values.line = each.line
        said = values.date(text.partition("T")[0], "birthday", each.written, parse=dates.parse)
        omitted = each.first("X-APPLE-OMIT-YEAR")
        if said and omitted and said.startswith(f"{omitted}-"):
            said = f"--{said[5:]}"
        birthday = birthday or said
    return birthday


def _urls(properties: Properties, values: Values) -> Iterator[str]:
    """Yield the URLs of pages, profiles and accounts on a card."""
    for each, text in properties:
        value = unescape(text).strip().removeprefix("x-apple:")
        if not value:
            continue
        values.line = each.line
        if each.name in ("URL", "PHOTO") or (each.name == "RELATED" and "me" in each.types):
            yield from values.urls(value, each.written)
        elif each.name in ("X-SOCIALPROFILE", "IMPP"):
            network = each.first("X-SERVICE-TYPE") or next((t for t in each.types if t != "pref"), "")
            yield from _accounts(value, network.lower(), each, values)
        elif each.name in _HANDLES:
            yield from _accounts(value, _HANDLES[each.name], each, values)


def _accounts(value: str, service: str, found: Property, values: Values) -> Iterator[str]:
    """If *value* is a URI, yield *value*. Otherwise, yield the account *value* at *service*."""
    text = value if URI.match(value) or not service else account(service, value)
    if url(text):
        yield text
    else:
        values.lose("url", value, NO_PAGE, found.written)


def _ends(number: str, other: str) -> bool:
    """Return whether the phone number *number* ends in the digits of *other*.

    Zeros at the beginning of *other* are ignored.
    """
    national = "".join(filter(str.isdigit, other)).lstrip("0")
    return bool(national) and "".join(filter(str.isdigit, number)).endswith(national)
