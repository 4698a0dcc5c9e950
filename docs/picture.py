"""Draws docs/path.svg: what README's first command ends with, on a terminal of 112 columns.

python docs/picture.py
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

COMMAND: Final = ("path", "me", "Sophie")
WIDTH: Final = 112
FONTS: Final = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""Rich's pictures fetch their font from the network: this one shows the reader's own."""


def picture() -> str:
    """The SVG."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "NETCLI_DB": f"{folder}/netcli.db",
            "NETCLI_NOW": "2026-11-23",
            "COLUMNS": str(WIDTH),
            "PYTHONUTF8": "1",
        }
        netcli = [sys.executable, "-m", "netcli"]
        subprocess.run([*netcli, "demo", "--quiet"], env=environment, check=True, stdout=subprocess.DEVNULL)
        shown = subprocess.run(
            [*netcli, *COMMAND, "--color", "always"],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ).stdout.decode()
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    console.print(Text('$ netcli path me "Sophie"', style="bold"))
    console.print(Text.from_ansi(shown))
    return FONTS.sub("", console.export_svg(title="netcli", unique_id="netcli"))


if __name__ == "__main__":
    Path(__file__).with_name("path.svg").write_text(picture(), "utf-8")
