"""Read people's names and addresses from headers, even if these violate RFC 5322.

"Exemple, Zoé" <zoe@example.org>, =?UTF-8?Q?Jos=C3=A9?= <jose@example.org>; Equipe: a@example.org, b@example.org;
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import Final

from netcli.companies import company_key
from netcli.folding import fold
from netcli.importers.text import clean, decode
from netcli.names import parse

ADDRESS_CAP: Final = 320
"""Maximum length of an e-mail address, in characters (RFC 5321)."""
NAME_CAP: Final = 200
"""Maximum length of a display name, in characters; a longer text is an advertisement."""

Mailbox = tuple[str, str | None]
"""(address, name): an e-mail address in lower case, and its display name. The name may be None."""

_ADDRESS: Final = re.compile(
    r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\.]{1,63}(?:\.[^\s@<>()\[\],;:\"\\.]{1,63})*\.?"
)
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^<>]*>?|[(),;:]|[^"<(),;:]+', re.DOTALL)
_WORD: Final = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_UNDISCLOSED: Final = re.compile(
    r"undisclosed|unlisted|suppressed|not shown|recipient|destinat|empf(?:ä|ae)nger|ontvanger|odbiorc|mottagare|modtag",
    re.IGNORECASE,
)
"""Words that programs write in place of hidden recipients."""
_BEHALF: Final = re.compile(
    r"\S (?:on behalf of|au nom de|pour le compte de|de la part de|im (?:auftrag|namen) von|en nombre de|per conto di"
    r"|a nome di|em nome de|namens|w imieniu|på uppdrag av|på vegne af|på vegne av|от имени) (?=\S)",
    re.IGNORECASE,
)
"""Finds words such as `on behalf of` between two names."""
_BETWEEN_WORDS: Final = re.compile(r"(\?=)\s+(?==\?)")
_HEX: Final = re.compile(rb"=([0-9A-Fa-f]{2})")


def address(text: str) -> str | None:
    """Return *text* as an e-mail address in lower case, or None.

    >>> address(" Zoe@Example.org "), address("undisclosed-recipients"), address("zoe@")
    ('zoe@example.org', None, None)
    """
    text = text.strip().strip("'")
    if len(text) > ADDRESS_CAP or not _ADDRESS.fullmatch(text):
        return None
    return text.lower().rstrip(".")


def in_two(name: str | None) -> tuple[str | None, str | None]:
    """Return (given, family) of a name such as `Exemple, Zoé`, or (None, None).

    >>> in_two("Exemple, Zoé"), in_two("van der Berg, Jean-Paul")
    (('Zoé', 'Exemple'), ('Jean-Paul', 'van der Berg'))
    >>> {in_two(name) for name in ("Zoé Exemple", "Zoé Exemple, Airbus", "Exemple, PhD", "Dupont, SA", "Exemple,")}
    {(None, None)}
    """
    family, comma, given = (name or "").partition(",")
    if not comma or "," in given:
        return None, None
    family, given = family.strip(), given.strip()
    parsed = parse(name)
    is_company = company_key(f"x {given}") == "x"
    if is_company or parsed.opaque or not (parsed.given and parsed.family):
        return None, None
    of_family = [word for word in family.split() if fold(word) not in parsed.particles]
    return (given, family) if len(of_family) == 1 and len(given.split()) <= 2 else (None, None)


def mailboxes(header: bytes, broken: list[str] | None = None) -> Iterator[Mailbox]:
    """Yield the mailboxes in a From, To or Cc header.

    Text that is not a mailbox is added to the list *broken*.

    >>> [*mailboxes(b"=?utf-8?Q?=22Zoe_Exemple=22_=3Czoe=40example.org=3E?=, tom@example.org")]
    [('zoe@example.org', 'Zoe Exemple'), ('tom@example.org', None)]
    """
    yield from _mailboxes(_raw(header), [] if broken is None else broken)


def _mailboxes(header: str, broken: list[str], *, decoded: bool = False) -> Iterator[Mailbox]:
    """Yield the mailboxes in *header*, even if they are encoded."""
    words: list[str] = []
    aside: list[str] = []  # text in brackets, which is an old way to write a name: zoe@example.org (Zoé Exemple)
    angle: str | None = None
    depth = 0
    for token in [*_TOKEN.findall(header), ";"]:
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        elif depth and token not in (",", ";"):  # a bracket that is never closed ends at a separator
            aside.append(token)
        elif token == "," and angle is None and "@" not in unencoded("".join(words)):
            words.append(", ")  # an unquoted comma in a name: Exemple, Zoé <zoe@example.org>
        elif token in (",", ";"):
            text = "".join(words)
            found = address(text.lstrip(", ") if angle is None else angle)
            if found:
                yield found, _name("".join(aside) if angle is None else text, found)
            elif "=?" in text and not decoded:  # some programs encode whole mailboxes
                yield from _mailboxes(unencoded(text), broken, decoded=True)
            elif not _UNDISCLOSED.search(text) and (told := _told(text, angle)):
                broken.append(told)
            words, aside, angle, depth = [], [], None, 0
        elif token == ":":
            words, angle = [], None  # the words before a colon are the name of a group
        elif token[0] == "<":
            angle = token.strip("<>").strip().removeprefix("mailto:")
        else:
            words.append(token)


def _told(words: str, angle: str | None) -> str:
    """Return the text that a report shows for an invalid mailbox, or an empty text."""
    words = words.strip(", \t\r\n")
    return words if angle is None else f"{words} <{angle}>".strip() if words or angle else ""


def principal(name: str) -> str:
    """Return the person for whom a message was sent, or else *name*.

    >>> principal("Aide Lo on behalf of Zoe Exemple"), principal("Namens Roth")
    ('Zoe Exemple', 'Namens Roth')
    """
    return name[found.end() :] if " " in name and (found := _BEHALF.search(name)) else name


def unencoded(text: str) -> str:
    """Return *text* with its encoded words (RFC 2047) decoded. Broken encoded words stay unchanged.

    >>> unencoded("=?UTF-8?Q?Bo=C3=AEte?= =?utf-8?B?IMOgIGlkw6llcw==?=")
    'Boîte à idées'
    """
    if "=?" not in text:
        return text
    words: list[tuple[str, bytes]] = []  # adjacent words of one charset: a character may be split between them
    pieces: list[str] = []

    def flush() -> None:
        if words:
            charset = words[0][0]
            pieces.append(_decoded(b"".join(data for _, data in words), charset))
            words.clear()

    at = 0
    text = _BETWEEN_WORDS.sub(r"\1", text)
    for match in _WORD.finditer(text):
        charset, encoding, data = match.groups()
        payload = _payload(encoding, data)
        if payload is None:
            continue
        if at != match.start() or (words and words[0][0] != charset.lower()):
            flush()
        pieces.append(text[at : match.start()])
        words.append((charset.lower(), payload))
        at = match.end()
    flush()
    pieces.append(text[at:])
    return "".join(pieces)


def _raw(header: bytes) -> str:
    try:
        return header.decode()
    except UnicodeDecodeError:
        return decode(header).text


def _name(text: str, found: str) -> str | None:
    """Return a clean display name, or None if the name repeats the address."""
    text = text.strip(", \t\r\n")
    if text.startswith('"'):
        text = re.sub(r"\\(.)", r"\1", text.replace('"', "") if "\\" not in text else text.strip('"'))
    name = clean(" ".join(unencoded(text).replace("\0", "").split()).strip("\"' "))
    return principal(name) if name and name.lower() != found and len(name) <= NAME_CAP else None


def _payload(encoding: str, data: str) -> bytes | None:
    if not data.isascii():
        return None
    if encoding in "bB":
        try:
            return binascii.a2b_base64(data + "=" * (-len(data) % 4))
        except binascii.Error:
            return None
    return _HEX.sub(lambda found: bytes((int(found[1], 16),)), data.replace("_", " ").encode())


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return decode(data).text
