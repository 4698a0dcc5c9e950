"""The JSON document of an answer, as an assistant may see it."""

from __future__ import annotations

from typing import Any, Final

from netcli.answers import Answer, warned
from netcli.answers.shape import JSON
from netcli.language import say
from netcli.mcp.tools import MOST

# a list under `chance` shows past contact; `given` and `received` contain notes
DETAILS: Final = ("evidence", "sources", "signals", "chance", "given", "received")
"""Keys of lists that are emptied if *details* are not allowed."""
UNTOLD: Final = {
    "code": "details",
    "message": say(
        "e-mails, phones, notes, tags and evidence are hidden from assistants; netcli mcp --details shows them"
    ),
}
CHAIN: Final = {"people", "links", "weakest"}
"""The keys of a chain. The lists of a chain are never cut."""


def document(answer: Answer[object, object], *, details: bool) -> JSON:
    """Return the JSON document of *answer*, with long lists cut."""
    told = answer.plain()
    cuts: list[int] = []
    told["result"] = _kept(told["result"], cuts, details=details)
    if cuts:
        message = say("lists are cut to {most} entries; ask a narrower question", most=MOST)
        told["warnings"].append(warned({"code": "cut", "message": message, "shown": MOST, "of": max(cuts)}))
    if not details and answer.command != "mcp":
        told["warnings"].append(warned(UNTOLD))
    return told


def _kept(value: Any, cuts: list[int], *, details: bool, whole: bool = False) -> Any:
    if isinstance(value, dict):
        chain = value.keys() >= CHAIN
        told = value if details else {key: _bare(key, each) for key, each in value.items()}
        return {key: _kept(each, cuts, details=details, whole=chain) for key, each in told.items()}
    if isinstance(value, list):
        if len(value) > MOST and not whole:
            cuts.append(len(value))
            value = value[:MOST]
        return [_kept(each, cuts, details=details) for each in value]
    return value


def _bare(key: str, value: Any) -> Any:
    if key in DETAILS and isinstance(value, list):
        return []
    return None if key == "last_contact" else value
