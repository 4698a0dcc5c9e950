"""Commands read mutated files of all formats. `benchmarks/mutations.py` tries more files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

MUTATIONS: Final = Path(__file__).parents[1] / "benchmarks" / "mutations.py"


@pytest.mark.slow
def test_no_mutated_file_is_a_bug_slow_greedy_or_miscounted() -> None:
    """No mutated file causes a bug, a slow run or wrong counts."""
    done = subprocess.run([sys.executable, MUTATIONS, "1000"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout
