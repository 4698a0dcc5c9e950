"""A plugin that reports how many tests a plain `pytest` leaves out."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import pytest

_MARKS: Final = {"slow": "slow", "needs": "that need other programs"}
_left_out: Final = Counter[str]()


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the tests that `-m` leaves out."""
    marks = Counter(mark for item in items for mark in _MARKS if item.get_closest_marker(mark))
    _left_out.update(marks)
    if hasattr(items[0].config, "workeroutput"):
        items[0].config.workeroutput["left_out"] = dict(marks)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Raise each count to the worker's count. The counts are not added, because all workers collect the same tests."""
    _left_out.update(Counter(getattr(node, "workeroutput", {}).get("left_out", {})) - _left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report how many tests were left out, and how to run them."""
    told = [f"{_left_out[mark]} {words} (pytest -m {mark})" for mark, words in _MARKS.items() if _left_out[mark]]
    if told:
        terminalreporter.write_line(f"left out: {', '.join(told)}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a test that needs a missing program."""
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if shutil.which(program) is None]
        if missing:
            pytest.fail(f"install {' and '.join(missing)}", pytrace=False)
