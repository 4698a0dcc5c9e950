"""The canonical forms of three identifiers: e-mail addresses, hashes of e-mail addresses, and profile pages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from netcli.folding import unmarked
from netcli.kinds import HASHED_ADDRESS, HASHED_URI
from netcli.networks import ALIASES, PAGELESS, SITES, Network, network

_ADDRESS: Final = re.compile(r"[^@\s<>()\[\],;:\"\\]{1,64}@[^@\s<>()\[\],;:\"\\/?]{1,255}")
_ADDRESS_CAP: Final = 320  # 64 characters before the @, and 255 after it
"""Maximum length of an e-mail address (RFC 3696, erratum 1690)."""
_GMAIL: Final = frozenset({"gmail.com", "googlemail.com"})


@lru_cache(maxsize=1 << 8)  # an import needs the same address several times in a row
def email(text: str) -> str | None:
    """Return the e-mail address in `text` in its stored form; None if there is no address.

    >>> email(" <Zoe.Exemple@Example.ORG> "), email("mailto:zoe@example.org?subject=x"), email("zoe at example")
    ('zoe.exemple@example.org', 'zoe@example.org', None)
    """
    text = unmarked(text).strip().strip("<>\"'").strip()
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    text = text.rstrip(".")
    if len(text) > _ADDRESS_CAP or not _ADDRESS.fullmatch(text):
        return None
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).lower()


def email_key(text: str) -> str | None:
    """Return a key that is equal for all addresses of one mailbox.

    Use the key only to compare addresses.

    >>> email_key("Zoe.Exemple+netcli@googlemail.com"), email_key("zoe.exemple+news@example.org")
    ('zoeexemple@gmail.com', 'zoe.exemple@example.org')
    """
    found = email(text)
    return None if found is None else mailbox(found)


def mailbox(canonical: str) -> str:
    """Return the `email_key` of an address that `email` returned."""
    local, _, domain = canonical.partition("@")
    if "+" in local[1:]:
        local = local[: local.find("+", 1)]
    if domain in _GMAIL:  # Gmail delivers a.b@ and ab@ to the same person
        return f"{local.replace('.', '') or local}@gmail.com"
    return f"{local}@{domain}"


_HASH: Final = re.compile(rf"(?:{HASHED_URI})?([0-9a-f]{{40}})", re.ASCII)
_DIGEST: Final = re.compile(
    rf"(?:{HASHED_ADDRESS}|(?:md5|sha-?1|sha-?256)[:=])?([0-9a-f]{{64}}|[0-9a-f]{{40}}|[0-9a-f]{{32}})", re.ASCII
)
"""An MD5, SHA-1 or SHA-256 in hexadecimal digits."""
_AVATAR: Final = re.compile(
    r"(?:https?:)?//(?:[a-z0-9-]+\.)?gravatar\.com/(?:avatar/)?([0-9a-f]{64}|[0-9a-f]{32})(?:[./?#].*)?",
    re.ASCII | re.IGNORECASE,
)
"""A URL at Gravatar, which contains the hash of a mail address."""
_OF_NOTHING: Final = ("d41d8cd9", "da39a3ee", "e3b0c442")
"""Beginnings of the MD5, SHA-1 and SHA-256 of an empty text."""


def hashed(text: str) -> str | None:
    """Return the stored form of an address's hash; None if *text* is no hash.

    A SHA-1 without a prefix is taken for FOAF's kind of hash.

    >>> hashed("ABCDEF0123" * 4), hashed("zoe")
    ('mailto-sha1:abcdef0123abcdef0123abcdef0123abcdef0123', None)
    """
    folded = text.strip().casefold()
    if found := _HASH.fullmatch(folded):
        return f"{HASHED_URI}{found[1]}"
    return digest(folded) if folded.startswith(HASHED_ADDRESS) else None


def digest(text: str) -> str | None:
    """Return the stored form of an MD5, SHA-1 or SHA-256; None for other texts.

    The hash must be of an address without `mailto:`.

    >>> digest("md5:" + "ab" * 16), digest("00" * 16), digest("ab" * 10)
    ('mailto-bare:abababababababababababababababab', None, None)
    """
    found = _DIGEST.fullmatch(text.strip().casefold())
    if not found or found[1].startswith(_OF_NOTHING) or len({*found[1]}) == 1:
        return None
    return f"{HASHED_ADDRESS}{found[1]}"


def hash_key(stored: str) -> tuple[str, str]:
    """Return the kind and the digits of a stored hash.

    The kind is `sha1` if `mailto:` was hashed with the address.
    """
    if stored.startswith(HASHED_ADDRESS):
        return "hash", stored.removeprefix(HASHED_ADDRESS)
    return "sha1", stored.removeprefix(HASHED_URI)


def avatar(url: str) -> str | None:
    """Return the stored form of the hash in a Gravatar URL; None for other pages.

    >>> avatar("https://www.gravatar.com/avatar/" + "ab" * 16 + "?s=80"), avatar("https://gravatar.com/zoe")
    ('mailto-bare:abababababababababababababababab', None)
    """
    found = _AVATAR.fullmatch(url.strip()) if "gravatar." in url.lower() else None
    return digest(found[1]) if found else None


@lru_cache(maxsize=1024)  # each hash is needed twice: as a key, and as the address in the book
def mbox_sha1(address: str) -> str:
    """Return FOAF's `mbox_sha1sum` of `address`."""
    from hashlib import sha1  # importing OpenSSL takes 5 ms, and only FOAF files need it

    return sha1(f"mailto:{email(address) or address}".encode(), usedforsecurity=False).hexdigest()


def hash_keys(address: str) -> list[tuple[str, str]]:
    """Return the key of each hash of a normalized e-mail address."""
    return [("sha1", mbox_sha1(address)), *(("hash", value) for value in digests(address))]


def digests(address: str) -> tuple[str, str, str]:
    """Return the MD5, SHA-1 and SHA-256 of a normalized e-mail address."""
    from hashlib import md5, sha1, sha256  # imported here for the reason given in mbox_sha1

    data = address.encode()
    return (
        md5(data, usedforsecurity=False).hexdigest(),
        sha1(data, usedforsecurity=False).hexdigest(),
        sha256(data, usedforsecurity=False).hexdigest(),
    )


_LINKEDIN: Final = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/([a-z0-9-]+)/?", re.ASCII)
"""The most common form of profile URL, recognised without splitting it."""
_OPAQUE: Final = "acoaa"
"""The beginning of LinkedIn member ids, which are not vanity slugs and are case-sensitive."""
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_URL_CAP: Final = 2000
_LINKEDIN_HOME: Final = network("linkedin").profile or ""
_PAGES: Final = (
    "about accounts ads developer events explore features gaming groups hashtag help home i intent jobs legal login "
    "marketplace messages notifications orgs p pages pg photo photo.php policies posts privacy public reel reels "
    "search settings share share.php sharer sharer.php story.php stories tos topics tv video videos watch"
)
"""First path segments of the site's own pages, not of people's profiles."""
_NOBODY: Final = frozenset(_PAGES.split())
_SERVERS: Final = ("www", "m", "users", "community", "syndicated")
"""LiveJournal hosts that are not a person's journal."""
_X_ACCOUNT: Final = re.compile(r"/i(?:ntent)?/user(?:/|\?user_id=)(\d+)/?\??", re.ASCII)
"""The path of a page on X (Twitter) that contains an account's number. The number stays when the account's login
changes.
"""
_NOT_MASTODON: Final = ("medium.com", "youtube.com", "tiktok.com", "threads.net", "threads.com", "flickr.com")


@lru_cache(maxsize=1 << 8)  # an import needs the same address several times in a row
def url(text: str) -> str | None:
    """Return the canonical form of a web address or account; None for anything else.

    >>> url("FR.linkedin.com/in/Zoé-Exemple/?trk=x"), url("https://www.linkedin.com/in/ed-ricp%C2%AE-9/fr")
    ('https://www.linkedin.com/in/zoé-exemple', 'https://www.linkedin.com/in/ed-ricp®-9')
    >>> url("Example.org/Zoe"), url("Skype:zoe.exemple"), url("javascript:alert(1)")
    ('https://example.org/Zoe', 'skype:zoe.exemple', None)
    """
    text = unmarked(text)
    short = _LINKEDIN.fullmatch(text)
    if short and not short[1].startswith(_OPAQUE):
        return _LINKEDIN_HOME.format(short[1])
    split = _split(text)
    if split is None:
        return _account(text)
    found = _profile(split)
    if found:
        return address(*found)
    return split.geturl()


def handle(login: str) -> str | None:
    """Return *login* as a name, or None if *login* is a number.

    >>> handle("zoe_x"), handle("12345")
    ('zoe_x', None)
    """
    return None if login.isdecimal() else login


def _account(text: str) -> str | None:
    scheme, _, name = text.strip().partition(":")
    known = scheme.lower() in PAGELESS and name and len(text) <= _URL_CAP and name.isprintable() and " " not in name
    return f"{scheme.lower()}:{name}" if known else None


@lru_cache(maxsize=1 << 8)  # each address is parsed twice: when it is read, and when it becomes a key
def profile(text: str) -> tuple[str, str] | None:
    """Return the network and the slug of a profile's address; None for other addresses.

    >>> profile("http://www.linkedin.com/in/zoe-exemple"), profile("https://twitter.com/Zoe?lang=fr")
    (('linkedin', 'zoe-exemple'), ('x', 'zoe'))
    >>> profile("https://www.linkedin.com/company/exemple")

    LinkedIn's older URLs contain no vanity slug, so they cannot be compared with newer ones:

    >>> profile("linkedin.com/pub/zoe-exemple/1/2b3/4c5"), profile("linkedin.com/profile/view?id=123&x=y")
    (('linkedin', 'pub/zoe-exemple/1/2b3/4c5'), ('linkedin', 'view?id=123'))
    """
    text = unmarked(text)
    short = _LINKEDIN.fullmatch(text)
    if short and not short[1].startswith(_OPAQUE):
        return ("linkedin", short[1])
    split = _split(text)
    return _profile(split) if split else None


def _split(text: str) -> SplitResult | None:
    text = text.strip()
    if not text or len(text) > _URL_CAP or any(character <= " " or character == "\x7f" for character in text):
        return None
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        if "." not in scheme[1] or not text[scheme.end() :][:1].isdigit():  # a port, as in example.org:8080
            return None
        scheme = None
    if scheme is None:
        text = f"https://{text.lstrip('/')}"
    try:
        split = urlsplit(text)
        host = (split.hostname or "").rstrip(".")
        port = f":{split.port}" if split.port else ""
    except ValueError:
        return None
    if "." not in host.strip("."):
        return None
    return split._replace(scheme=split.scheme.lower(), netloc=host + port)


def _profile(split: SplitResult) -> tuple[str, str] | None:
    host = split.netloc
    site = SITES.get(host) or SITES.get(host.partition(".")[2])
    words = [_clean(word) for word in split.path.split("/") if word]
    if site is None:
        mastodon = len(words) == 1 and words[0].startswith("@") and len(words[0]) > 1
        if mastodon and not host.removeprefix("www.").startswith(_NOT_MASTODON):
            return ("mastodon", f"{words[0][1:].casefold()}@{host}")
        return None
    if site.key == "livejournal":
        user, _, rest = host.partition(".")
        return ("livejournal", user) if rest in site.hosts and user not in _SERVERS and not words else None
    if site.key == "x" and (account := _X_ACCOUNT.fullmatch(f"{split.path}?{split.query}")):
        return ("x account", account[1])
    slug = _slug(site, words, split.query)
    return (site.key, slug) if slug else None


def _clean(word: str) -> str:
    return unicodedata.normalize("NFC", unquote(word)).strip()


def _slug(site: Network, words: list[str], query: str) -> str | None:
    folded = [word.casefold() for word in words]
    if site.key == "linkedin":
        return _linkedin_slug(words, folded, query)
    if site.folders:
        return next((slug for word, slug in pairwise(folded) if word in site.folders), None)
    if site.key == "facebook" and folded[:1] == ["profile.php"]:
        return parse_qs(query).get("id", [None])[0]
    if site.key == "facebook" and folded[:1] == ["people"] and len(folded) > 2:  # people/Name/id
        return folded[2]
    if site.alone and len(folded) > 1:  # the path of a post or a repository
        return None
    return folded[0].removeprefix("@") if folded and folded[0] not in _NOBODY else None


def _linkedin_slug(words: list[str], folded: list[str], query: str) -> str | None:
    for place, word in enumerate(folded[:-1]):
        if word == "in":
            return words[place + 1] if folded[place + 1].startswith(_OPAQUE) else folded[place + 1]
        if word == "pub" and folded[place + 1] != "dir":  # pub/dir/ lists people of the same name
            return "/".join(folded[place : place + 5])
        if word == "profile" and folded[place + 1] == "view":
            member = parse_qs(query).get("id", [None])[0]
            return f"view?id={member}" if member else None
    return None


def address(key: str, slug: str) -> str:
    """Return the canonical URL of a profile on the network called *key*.

    >>> address("linkedin", "zoe-exemple"), address("mastodon", "zoe@social.example")
    ('https://www.linkedin.com/in/zoe-exemple', 'https://social.example/@zoe')
    """
    if key == "mastodon":
        name, _, host = slug.rpartition("@")
        return f"https://{host}/@{name}"
    if key == "linkedin" and slug.startswith("pub/"):
        return f"https://www.linkedin.com/{slug}"
    if key == "linkedin" and slug.startswith("view?"):
        return f"https://www.linkedin.com/profile/{slug}"
    if key == "facebook" and slug.isdigit():
        return f"https://www.facebook.com/profile.php?id={slug}"
    return (network(key).profile or "").format(slug)


def account(service: str, name: str) -> str:
    """Return the page of an account, or `service:name` if the account has no page.

    >>> account("twitter", "@Zoe"), account("skype", "zoe.exemple")
    ('https://x.com/Zoe', 'skype:zoe.exemple')
    """
    row = network(ALIASES.get(service, service))
    return address(row.key, name.removeprefix("@")) if row.profile else f"{service}:{name}"
