"""Tests of output in encodings other than UTF-8."""

from __future__ import annotations

import pytest

from ..running import Netcli, Screen


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        pytest.param(
            "ascii", "You -> Aicha O'Neil -> Jacques van der Berg  2 hops, 1 intermediary - slim chance", id="ascii"
        ),
        pytest.param(
            "latin-1", "You -> Aïcha O'Neil -> Jacques van der Berg  2 hops, 1 intermediary · slim chance", id="latin-1"
        ),
    ],
)
def test_a_chain(village: Netcli, encoding: str, shown: str) -> None:
    """In ASCII and Latin-1, arrows become `->`. Accents that the encoding lacks are dropped."""
    outcome = village("path", "me", "Jacques", "--via", "Aïcha", screen=Screen(100, encoding))
    assert " ".join(outcome.out.splitlines()[0].split()) == " ".join(shown.split())


def test_names_in_other_scripts_are_escaped(village: Netcli) -> None:
    """In ASCII, characters of other scripts are shown as Python escapes."""
    village.ok("add", "李小龙", "--company", "Kung Fu")
    lines = village("list", "company:kung", screen=Screen(80, "ascii")).out.splitlines()
    assert lines[-1].split("  ")[1:3] == ["\\u674e\\u5c0f\\u9f99", "Kung Fu"]


def test_help(village: Netcli) -> None:
    """In ASCII, the pages of help contain only ASCII characters."""
    page = village("--help", screen=Screen(80, "ascii")).out
    assert (page.isascii(), "Usage: netcli" in page) == (True, True)
