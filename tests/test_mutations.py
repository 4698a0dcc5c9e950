"""Files of any format, mutated; `benchmarks/mutations.py` tries more of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

MUTATIONS: Final = Path(__file__).parents[1] / "benchmarks" / "mutations.py"


@pytest.mark.slow
def test_no_mutated_file_is_a_bug_slow_greedy_or_miscounted() -> None:
    """A thousand: no code but those that a file can be the reason for, at most 10 s of one, 300 MiB of all."""
    done = subprocess.run([sys.executable, MUTATIONS, "1000"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout
