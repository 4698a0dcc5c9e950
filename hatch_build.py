"""What building a wheel does besides: it makes the manual pages."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualPages(BuildHookInterface[Any]):
    """Puts the manual pages where `man` looks for those of an environment's programs."""

    def dependencies(self) -> list[str]:
        """What the commands need to say what they do."""
        return [each for each in self.metadata.core.dependencies if each.startswith(("typer", "platformdirs"))]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages into a folder that lasts until the wheel is built."""
        if version == "editable":
            return
        sys.path[:0] = [str(Path(self.root, "src")), str(Path(self.root, "docs"))]
        import manual

        self._folder = tempfile.TemporaryDirectory()
        for page in manual.write(Path(self._folder.name)):
            build_data["shared_data"][str(page)] = f"share/man/man1/{page.name}"
