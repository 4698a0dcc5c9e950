"""Equivalent addresses have the same identifier."""

from __future__ import annotations

from hashlib import sha1

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli import countries
from netcli.identifiers import email, email_key, mbox_sha1, profile, url

LINKEDIN = "https://www.linkedin.com/in/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoe@Example.ORG", "zoe@example.org"),
        ("<zoe@example.org>", "zoe@example.org"),
        ("mailto:zoe@example.org?subject=hello", "zoe@example.org"),
        ("zoé@exemple.fr", "zoé@exemple.fr"),
        ("zoe@@example.org", None),
        ("zoe at example.org", None),
        ("/o=Exchange/cn=zoe", None),
        ("", None),
        ("a" * 65 + "@example.org", None),
    ],
)
def test_an_address_in_its_canonical_form(text: str, expected: str | None) -> None:
    """A canonical mail address is in lower case, without angle brackets or `mailto:`."""
    assert email(text) == expected


@pytest.mark.parametrize("mark", ["\u200b", "\u202a", "\u2066", "\ufeff", "\xad", "\u200d"])
def test_marks_that_nobody_sees_make_no_other_identifier(mark: str) -> None:
    """Invisible marks, such as zero-width spaces, do not change an identifier."""
    assert email(f"{mark}zoe@exa{mark}mple.org{mark}") == "zoe@example.org"
    assert email_key(f"zoe{mark}+x@example.org") == "zoe@example.org"
    assert url(f"{mark}https://www.linkedin.com/in/zoe{mark}-exemple") == LINKEDIN + "zoe-exemple"
    assert profile(f"x.com/{mark}Zoe") == ("x", "zoe")
    assert url(f"https://example.org/{mark}zoe") == "https://example.org/zoe"


def test_a_long_text_is_no_address() -> None:
    """A megabyte of `a@` is not an address. A check in quadratic time would take hours."""
    assert email("a@" * 500_000) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Zoe.Exemple+x@googlemail.com", "zoeexemple@gmail.com"),
        ("zoe.exemple@example.org", "zoe.exemple@example.org"),
        ("zoe+shop@example.org", "zoe@example.org"),
        ("+zoe@example.org", "+zoe@example.org"),
        ("nobody", None),
    ],
)
def test_one_mailbox_has_one_key(text: str, key: str | None) -> None:
    """All addresses of one mailbox have one key."""
    assert email_key(text) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.linkedin.com/in/zoe-exemple", LINKEDIN + "zoe-exemple"),
        ("HTTP://FR.LinkedIn.com/in/Zoe-Exemple/", LINKEDIN + "zoe-exemple"),
        ("https://www.linkedin.com/in/zoe-exemple/fr?trk=x#top", LINKEDIN + "zoe-exemple"),
        ("https://www.linkedin.com/in/ed-ricp%C2%AE-9", LINKEDIN + "ed-ricp®-9"),
        ("www.linkedin.com/in/ed-ricp®-9", LINKEDIN + "ed-ricp®-9"),
        ("https://linkedin.com/in/ACoAABcDeF", LINKEDIN + "ACoAABcDeF"),
        ("linkedin.com/pub/zoe/1/2b3/4c5/fr", "https://www.linkedin.com/pub/zoe/1/2b3/4c5"),
        ("https://www.linkedin.com/profile/view?id=123&trk=x", "https://www.linkedin.com/profile/view?id=123"),
        ("https://www.xing.com/profile/Zoe_Exemple/cv", "https://www.xing.com/profile/zoe_exemple"),
        ("http://www.viadeo.com/fr/profile/zoe.exemple", "https://www.viadeo.com/profile/zoe.exemple"),
        ("https://m.facebook.com/zoe.exemple?ref=x", "https://www.facebook.com/zoe.exemple"),
        ("facebook.com/profile.php?id=12&sk=about", "https://www.facebook.com/profile.php?id=12"),
        ("https://twitter.com/ZoeExemple", "https://x.com/zoeexemple"),
        ("https://twitter.com/intent/user?user_id=123", "https://x.com/i/user/123"),
        ("https://x.com/i/user/123", "https://x.com/i/user/123"),
        ("instagram.com/zoe/", "https://www.instagram.com/zoe"),
        ("https://mastodon.example/@Zoe", "https://mastodon.example/@zoe"),
        ("http://Zoe-Exemple.livejournal.com/?skip=20", "https://zoe-exemple.livejournal.com/"),
        ("http://zoe.livejournal.com/1234.html", "http://zoe.livejournal.com/1234.html"),
        ("http://world.secondlife.com/resident/ABC-1", "https://world.secondlife.com/resident/abc-1"),
        ("https://Example.ORG/Zoe?a=B#me", "https://example.org/Zoe?a=B#me"),
        ("example.org:8080/zoe", "https://example.org:8080/zoe"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:zoe@example.org", None),
        ("https://[broken", None),
        ("zoe", None),
        ("", None),
    ],
)
def test_a_url_in_its_canonical_form(text: str, expected: str | None) -> None:
    """All addresses of a web page have one canonical form. Other texts have no canonical form."""
    assert url(text) == expected


@given(st.text(alphabet="abcé%/?#:.@ACo-_&=1 ", max_size=40).map(lambda tail: f"https://www.linkedin.com/{tail}"))
def test_a_canonical_url_is_its_own_canonical_form(text: str) -> None:
    """The canonical form of a canonical URL is the same URL."""
    canonical = url(text)
    assert canonical is None or url(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "https://www.linkedin.com/company/exemple",
        "https://www.linkedin.com/pub/dir/Zoe/Exemple",
        "https://x.com/home",
        "https://www.livejournal.com/",
        "https://world.secondlife.com/place/1",
        "https://x.com/zoe/status/1",
        "https://github.com/zoe/code",
        "https://www.facebook.com/groups/1",
        "https://www.linkedin.com@example.org/in/zoe",
        "https://example.org/in/zoe",
        "https://notlinkedin.com/in/zoe",
    ],
)
def test_a_page_is_no_profile(text: str) -> None:
    """Pages of companies and posts do not identify a person."""
    assert profile(text) is None


def test_a_hashed_mailbox() -> None:
    """The hash of a mailbox includes `mailto:`, as FOAF requires."""
    assert mbox_sha1("Zoe@example.org") == sha1(b"mailto:zoe@example.org", usedforsecurity=False).hexdigest()


def test_countries_go_by_many_names() -> None:
    """Names of a country in several languages give one code."""
    assert [countries.code(name) for name in ("Allemagne", "GERMANY", "Deutschland", "de")] == ["DE"] * 4
