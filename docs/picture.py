"""Draw docs/path.svg, docs/stars.svg and the French versions.

python docs/picture.py
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

PICTURES: Final = {
    "path": ('path me "Sophie"', 112, ""),
    "path.fr": ('path me "Sophie"', 134, ""),
    "stars": ("stars", 96, "y\nn\n"),
    "stars.fr": ("stars", 96, "y\nn\n"),
}
"""For each picture, the command, the width in columns, and the interview's replies.

Names of French pictures end in `.fr`.
"""
FONTS: Final = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""Pattern of the CSS rules that load a font from the network."""


def picture(language: str, command: str, width: int, replies: str) -> str:
    """Return an SVG image of *command* and its output, after an interview."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "NETCLI_LANG": language,
            "NETCLI_DB": f"{folder}/netcli.db",
            "NETCLI_NOW": "2026-11-23",
            "COLUMNS": str(width),
            "PYTHONUTF8": "1",
        }
        netcli = [sys.executable, "-m", "netcli"]
        subprocess.run([*netcli, "demo", "--quiet"], env=environment, check=True, stdout=subprocess.DEVNULL)
        if replies:
            interview = [*netcli, "interview", "--limit", str(replies.count("\n")), "--quiet"]
            subprocess.run(interview, env=environment, input=replies.encode(), check=True, capture_output=True)
        shown = subprocess.run(
            [*netcli, *shlex.split(command), "--color", "always"],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ).stdout.decode()
    console = Console(record=True, width=width, file=io.StringIO(), highlight=False)
    console.print(Text(f"$ netcli {command}", style="bold"))
    console.print(Text.from_ansi(shown))
    return FONTS.sub("", console.export_svg(title="netcli", unique_id="netcli"))


if __name__ == "__main__":
    for name, shown in PICTURES.items():
        Path(__file__).with_name(f"{name}.svg").write_text(picture(name.partition(".")[2] or "en", *shown), "utf-8")
