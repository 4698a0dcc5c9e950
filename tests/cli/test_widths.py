"""Tests that answers fit terminals of different widths and encodings."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from netcli.cli.examples import EXAMPLES
from netcli.render.blocks import breadth

from ..running import Outcome, Screen
from ..sessions import SAMPLE, Stage

NOT_FOR_SCREENS: Final = re.compile(
    r"--(json|ndjson|csv|tsv)\b|netcli (.* )?(export|schema|completion|query)\b|--(ics|proof)\b|intro draft|letter"
    r"|netcli (help|demo|interview|setup)|--help"
)
"""A pattern for commands that these tests skip. Most of these commands write data for other programs."""
BARS: Final = re.compile(r"[█▏▎▍▌▋▊▉░]|(?<!\S)[#.]+(?!\S)")
SCREENS: Final = [
    pytest.param(Screen(60), id="60"),
    pytest.param(Screen(80), id="80", marks=pytest.mark.slow),
    pytest.param(Screen(140), id="140", marks=pytest.mark.slow),
    pytest.param(Screen(80, encoding="ascii"), id="ascii", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_answers_fit_the_terminal(name: str, screen: Screen, stage: Stage) -> None:
    """Answers of all examples fit the terminal. A wide terminal shows at least the same words."""
    for line in EXAMPLES[name]:
        if NOT_FOR_SCREENS.search(line.rpartition("|")[2]):
            continue
        shown = _played(line, stage, screen)
        assert [each for each in _lines(shown) if breadth([(each, "")]) > screen.columns and " " in each.strip()] == []
        wide = _played(line, stage, Screen(1_000, screen.encoding))
        assert (shown.code, _words(shown) - _words(wide)) == (wide.code, Counter()), line


def _played(line: str, stage: Stage, screen: Screen) -> Outcome:
    """Run the commands of *line*, and restore the files of *stage* afterwards."""
    kept = {path: path.read_bytes() for path in Path().glob("*.db*")}
    *first, last = line.split(" | ")
    text = ""
    for command in first:
        text = stage.play(command, text).out
    outcome = stage.play(last, text, screen)
    for path in set(Path().iterdir()) - {Path("examples"), *kept}:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path, data in kept.items():
        path.write_bytes(data)
    assert SAMPLE in kept
    return outcome


def _lines(outcome: Outcome) -> list[str]:
    return [line.rstrip() for line in f"{outcome.out}\n{outcome.err}".splitlines()]


def _words(outcome: Outcome) -> Counter[str]:
    words = BARS.sub(" ", f"{outcome.out} {outcome.err}").split()
    return Counter(word.strip(",") for word in words)  # a name stands without its company where bars need the room
