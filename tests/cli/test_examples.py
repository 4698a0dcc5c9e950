"""Each help page ends with examples that work on the sample book."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from netcli.cli import MODULES, app
from netcli.cli.examples import EXAMPLES

from ..sessions import Stage

COLUMNS = 80
INDENT = 4


def _pages() -> Iterator[str]:
    """Yield the names of all commands and their subcommands."""
    for name in MODULES:
        command = app.get_command(None, name)  # type: ignore[arg-type]  # no context is looked at
        yield from (name, *(f"{name} {inner}" for inner in getattr(command, "commands", {})))


PAGES = list(_pages())


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_of_a_page_work_on_the_sample(name: str, stage: Stage) -> None:
    """All examples of a help page succeed on the sample book."""
    lines = EXAMPLES[name]
    assert 2 <= len(lines) <= 3
    assert any(line.startswith(f"netcli {name}") or f" {name} " in line for line in lines)
    for line in lines:
        out = ""
        for command in line.split(" | "):
            outcome = stage.play(command, out)
            assert (outcome.code, "netcli: " in outcome.err) == (0, False), outcome.err
            out = outcome.out


def test_every_page_has_examples() -> None:
    """Each help page has examples, and each example fits in 80 columns."""
    assert set(PAGES) == set(EXAMPLES)
    assert [line for lines in EXAMPLES.values() for line in lines if len(line) > COLUMNS - INDENT] == []
    assert {shlex.split(line)[0] for lines in EXAMPLES.values() for line in lines} == {"netcli"}


@pytest.mark.parametrize("name", PAGES)
def test_every_option_is_explained(name: str) -> None:
    """A help page explains each option and each argument."""
    first, *rest = name.split()
    command: Any = app.get_command(None, first)  # type: ignore[arg-type]  # no context is looked at
    for inner in rest:
        command = command.commands[inner]
    assert [each.name for each in command.params if not each.hidden and not each.help] == []


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("name", MODULES)
def test_no_page_is_cut_in_a_word(name: str, width: int) -> None:
    """A help page fits the width and cuts no word."""
    command = app.get_command(None, name)  # type: ignore[arg-type]  # no context is looked at
    assert command is not None
    page = command.context_class(command, info_name=name, terminal_width=width).get_help()
    whole = command.context_class(command, info_name=name, terminal_width=9_999).get_help()
    assert sorted(page.split()) == sorted(whole.split())
    assert [line for line in page.splitlines() if len(line) > width] == []
