"""What a write did and what to beware of, in words: they go to stderr."""

from __future__ import annotations

from netcli.answers import Answer, Remark
from netcli.render.blocks import Block, line


def notes(answer: Answer[object, object]) -> list[Block]:
    """Return the summary of a write, and the first warnings."""
    blocks: list[Block] = []
    if answer.summary is not None:
        undo = getattr(answer.result, "undo", None)
        blocks.append(line(answer.summary, ("  (netcli undo takes it back)", "dim") if undo else ""))
    warnings = answer.warnings
    blocks += [line(("warning: ", "warn"), _warning(warning)) for warning in warnings[:5]]
    if len(warnings) > 5:
        blocks.append(line(("warning: ", "warn"), f"… and {len(warnings) - 5} more (--json lists them)"))
    return blocks


def _warning(warning: Remark) -> str:
    file, number = warning.get("file"), warning.get("line")
    place = f"{file}:{number}: " if file and number else f"{file}: " if file else ""
    return place + str(warning.get("message", warning["code"])).removeprefix(f"{file}: ")
