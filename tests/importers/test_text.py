"""The encoding of a text is detected, and broken accents are repaired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcli.importers import text
from netcli.importers.source import of_bytes
from netcli.importers.text import Text, decode, repair, repair_macroman


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("Zoé".encode(), Text("Zoé", "utf-8"), id="utf-8"),
        pytest.param("Zoé".encode("utf-8-sig"), Text("Zoé", "utf-8"), id="utf-8 with mark"),
        pytest.param("Zoé".encode("utf-16"), Text("Zoé", "utf-16-le"), id="utf-16 with mark"),
        pytest.param("Zoé Exemple".encode("utf-16-be"), Text("Zoé Exemple", "utf-16-be"), id="utf-16-be without"),
        pytest.param("Prénom;Société".encode("cp1252"), Text("Prénom;Société", "cp1252"), id="cp1252"),
        pytest.param("André".encode("cp1252"), Text("André", "cp1252"), id="cp1252, accent last"),
        pytest.param("Prénom;Société".encode("mac_roman"), Text("Prénom;Société", "mac_roman"), id="MacRoman"),
        pytest.param(b"Zo\xe9 H\xe9l\xe8ne \x81", Text("Zoé Hélène \ufffd", "cp1252"), id="undefined bytes"),
        pytest.param("Zoé é".encode()[:-1], Text("Zoé \ufffd", "utf-8"), id="cut in a character"),
        pytest.param("Zo\ufffd".encode(), Text("Zo\ufffd", "utf-8"), id="lost before"),
        pytest.param(b"", Text("", "utf-8"), id="empty"),
    ],
)
def test_decode(data: bytes, text: Text) -> None:
    """If a text has no byte order mark, netcli finds an encoding that gives plausible words."""
    assert decode(data) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Imię,Nazwisko\nŁukasz,Ćwik"),
        ("cp1250", "Stanowisko;Miejscowość\nkierownik;Gdańsk"),
        ("cp1250", "Urząd Miasta;Łódź"),
        ("cp1252", "Forlì;Nicolò"),
        ("cp1252", "Umeå"),
        ("cp1251", "Имя;Фамилия\nИван;Ёлкин"),
        ("cp1254", "Ad,Soyadı\nŞükriye,Işık"),
        ("cp932", "氏名,電話\n山田 太郎,Tシャツ"),
        ("gb18030", "姓名,电话\n李小龙,138"),
        ("big5", "姓名,電話\n陳大文,138"),
        ("mac_roman", "Prénom;Société\nHélène,Éric"),
        ("cp1252", "Nombre;Año;¿Socio?\nBegoña;Mª;N.º 3"),
        ("cp1252", "Name;Größe\nJörg;3 m³"),
        ("cp1252", "Nafn\nÞórður"),
        ("cp1252", "café;£500"),
        ("cp1252", "São João;Conceição;Força"),
        ("cp1252", "Åke;Märta;Öyvind"),
    ],
)
def test_encodings_before_utf8(encoding: str, text: str) -> None:
    """A short text is enough to detect an encoding."""
    assert decode(text.encode(encoding)) == Text(text, encoding)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param("HÃ©lÃ¨ne", "Hélène", id="through cp1252"),
        pytest.param("Ã\x81lvaro", "Álvaro", id="through sloppy cp1252"),
        pytest.param("ð\x9f\x98\x80", "😀", id="through latin-1"),
        pytest.param("Zoé", "Zoé", id="right"),
        pytest.param("Łukasz Ã©", "Łukasz Ã©", id="not a round trip"),
        pytest.param("李小龙", "李小龙", id="Chinese"),
    ],
)
def test_repair(broken: str, whole: str) -> None:
    """Only broken text is changed."""
    assert repair(broken) == whole


@pytest.mark.parametrize("text", ["Groß’", "Größe ßœ", "JOSÉ’S", "«\u00a0Voilà\u00a0»", "SEÑ“", "Ö“"])
def test_real_text_is_not_repaired(text: str) -> None:
    """An accented letter beside a quotation mark is not repaired."""
    assert repair(text) == text


def test_repair_macroman() -> None:
    """A French header that was misread as MacRoman is repaired."""
    assert repair_macroman("PrÈnom DeuxiËme fÍte boÓte") == "Prénom Deuxième fête boîte"


@given(st.text())
def test_utf8_survives(text: str) -> None:
    """Valid UTF-8 is read as UTF-8, unless its NUL characters suggest UTF-16."""
    if "\0" not in text:
        assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary())
def test_streaming_agrees(data: bytes) -> None:
    """A stream gives the same text and encoding as the whole file."""
    source = of_bytes("x", data)
    whole = decode(data)
    with source.open_text() as stream:
        assert (stream.read(), source.encoding.name) == (whole.text, whole.encoding)


def test_losses_in_a_marked_file() -> None:
    """Invalid bytes after a byte order mark are counted."""
    assert of_bytes("x", b"\xef\xbb\xbfZo\xe9 ").encoding == ("utf-8", 1)


def test_a_character_across_two_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a block ends within a character, the encoding is still UTF-8."""
    monkeypatch.setattr(text, "BLOCK", 1)
    assert of_bytes("x", "Zoé é".encode()).encoding == ("utf-8", 0)


def test_a_damaged_end_does_not_make_utf8_another_encoding() -> None:
    """A UTF-8 file with some invalid bytes is still UTF-8."""
    damaged = "Léa;Hélène;José;Zoé\n".encode() + b"\0\xff\xfe\n"
    assert of_bytes("a.csv", damaged).encoding == ("utf-8", 2)
    assert of_bytes("a.csv", "Léa;Hélène;José".encode("cp1252")).encoding == ("cp1252", 0)
