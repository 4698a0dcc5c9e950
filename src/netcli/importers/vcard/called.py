"""Find the name of a card's person in FN, N and ORG, which may disagree.

FN:Tonton Jo                  FN:+33612340103          FN:Muster Vertrieb GmbH
N:Marchand;Joseph;;;          N:Dubreuil;Guy;;;        N:von Adler;Hans;;Dr.;
                                                       ORG:Muster Vertrieb GmbH;Systeme
both are names                N is the name            N is the name: the card describes a person, not a firm
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netcli.folding import fold
from netcli.importers.formats.content_lines import parts, unescape
from netcli.importers.vcard.cards import Properties
from netcli.phones import numbers


@dataclass(frozen=True, slots=True)
class Called:
    """The names on a card, and the organization of its person.

    If *is_organization* is true, the card describes the organization itself. *number* is a phone number in place of a
    name.
    """

    name: str | None
    given: str | None
    family: str | None
    aliases: tuple[str, ...]
    organization: str | None
    is_organization: bool
    number: str | None


def called(properties: Mapping[str, Properties]) -> Called:
    """Return the names on a card. The keys of *properties* are the properties' names."""

    def texts(*names: str) -> list[str]:
        found = (unescape(text).strip() for name in names for _, text in properties.get(name, ()))
        return [text for text in found if text]

    family, given, middle = [*_parts(properties, "N"), "", "", ""][:3]
    inside = " ".join(filter(None, (given, middle, family)))
    units = [unit for unit in _parts(properties, "ORG") if unit]
    firm = units[0] if units else None
    shown = texts("FN")
    number = next((text for text in shown if _is_number(text)), None)
    shown = [text for text in shown if text != number]
    person = inside and not _is_firm(inside, units)
    kind = "".join(texts("KIND")[:1]).lower()
    is_organization = kind in ("org", "organization") or (
        not person and ("COMPANY" in map(str.upper, texts("X-ABSHOWAS")) or bool(firm and _all_firm(shown, units)))
    )
    if person and not is_organization:
        shown = [text for text in shown if not _is_firm(text, units)]
    names = [*shown, *([inside] if inside and not any(map(_includes, shown, [inside] * len(shown))) else [])]
    if len(names) > 1 and _abbreviates(names[0], inside):
        names = [inside, *(name for name in names if name != inside)]
    nicknames = [alias for _, text in properties.get("NICKNAME", ()) for alias in parts(text, ",")]
    maiden = [f"{given} {text}".strip() for text in texts("X-MAIDENNAME")]
    names = [*dict.fromkeys([*names, *([firm] if firm and is_organization and not names else []), *nicknames, *maiden])]
    names = [name for name in names if name]
    return Called(
        names[0] if names else None,
        given or None,
        family or None,
        tuple(names[1:]),
        firm,
        is_organization,
        number,
    )


def _parts(properties: Mapping[str, Properties], name: str) -> list[str]:
    return parts(next((text for _, text in properties.get(name, ())), ""), ";")


def _is_number(text: str) -> bool:
    """Return whether *text* is a phone number, and not a name."""
    return not any(map(str.isalpha, text)) and bool(numbers(text))


def _is_firm(text: str, units: list[str]) -> bool:
    """Return whether *text* is the name of an organization.

    The name is the first of the *units*, or all *units* together.
    """
    return bool(units) and fold(text) in (fold(units[0]), fold(" ".join(units)))


def _all_firm(shown: list[str], units: list[str]) -> bool:
    return all(_is_firm(text, units) for text in shown)


def _includes(one: str, other: str) -> bool:
    """Return whether one of two names contains all words of the other."""
    words, others = fold(one).split(), fold(other).split()
    if {*words} <= {*others} or {*others} <= {*words}:
        return True
    return sorted("".join(words)) == sorted("".join(others))  # 李小龙 may be written without blanks


def _abbreviates(short: str, whole: str) -> bool:
    """Return whether *short* consists of words or first letters of the name *whole*."""
    words = fold(whole).split()
    known = {*words, *(word[0] for word in words)}
    return known.issuperset(fold(short).split())
