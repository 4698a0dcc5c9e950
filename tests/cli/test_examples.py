"""Pages of help end with examples, and these work on the sample book."""

from __future__ import annotations

import re
import shlex

import pytest

from netcli.cli import MODULES, app

from ..sessions import Stage

EXAMPLES = [
    line.strip()
    for name in MODULES
    if (command := app.get_command(None, name))  # type: ignore[arg-type]  # no context is looked at
    for line in re.findall(r"^ +(netcli .*)$", command.epilog or "", re.MULTILINE)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_works_on_the_sample(example: str, stage: Stage) -> None:
    """It answers, and says nothing of an error."""
    outcome = stage.play(example, "")
    assert (outcome.code, "netcli: " in outcome.err) == (0, False)
    assert shlex.split(example)[1] in MODULES
