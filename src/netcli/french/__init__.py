"""netcli in French: what each English template of `say` and `tr` and each line of help is called, room by room.

A translation has the fields of its template; `{name:de}` and `{name:que}` elide ("d'Anne", "qu'Anne").
"""

from __future__ import annotations

from typing import Final

from netcli.french import answers, commands, faults, files, pages, told, typer_words, words
from netcli.french.inflection import inflected, spaced
from netcli.language import Language

ROOMS: Final = (pages, typer_words, words, told, files, faults, commands, answers)
"""The modules that hold the translations."""
TEMPLATES: Final = {english: spaced(french) for room in ROOMS for english, french in room.TEMPLATES.items()}
"""The translations of all templates."""
FRENCH: Final = Language(TEMPLATES, inflected, singular=lambda number: abs(number) < 2)
