"""Tests of extreme and invalid numbers as values of options."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import pytest
from typer import _click
from typer._click.types import FloatRange, IntRange

from netcli.cli import app

from ..running import Netcli

ARGUMENTS: Final = {
    "path": ("me", "Sophie Durand"),
    "reach": ("company:airbus",),
    "find": ("pierre",),
    "show": ("me",),
    "link": ("me", "Sophie Durand"),
    "why": ("me", "Sophie Durand"),
}
"""Required arguments of each command, which precede the options in the tests."""
NUMBERS: Final = (_click.types.IntParamType, IntRange, _click.types.FloatParamType, FloatRange)


def _options() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each option that takes a number, with the words of its command."""
    context = _click.Context(app)
    todo: list[tuple[tuple[str, ...], _click.Command | None]] = [
        ((name,), app.get_command(context, name)) for name in app.list_commands(context)
    ]
    for words, command in todo:
        if command is None:
            continue
        todo += [((*words, name), child) for name, child in getattr(command, "commands", {}).items()]
        for param in command.params:
            if isinstance(param.type, NUMBERS) and param.opts[0].startswith("-"):
                yield words, param.opts[0]


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000, "-1", f"-{10**25}", "nan", "inf", "1e999", "", " ", "٣", "0"])
@pytest.mark.parametrize(("words", "option"), list(_options()), ids=lambda value: "-".join(value))
def test_no_number_is_a_bug(village: Netcli, words: tuple[str, ...], option: str, number: str) -> None:
    """An extreme or invalid number gives an answer or an error, but never a bug. The JSON contains neither NaN nor
    Infinity.
    """
    outcome = village(*words, *ARGUMENTS.get(words[0], ()), f"{option}={number}", "--json", "--no-input", "--dry-run")
    assert outcome.code in (0, 2, 3, 5, 6), outcome.err
    document, other = (outcome.out, outcome.err) if outcome.code in (0, 5) else (outcome.err, outcome.out)
    assert json.loads(document, parse_constant=pytest.fail)["schema"]
    assert other == ""
