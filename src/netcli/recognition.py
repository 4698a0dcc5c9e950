"""Sentences read back: which template made a text that netcli stored, or that a library raised.

The journal keeps its summaries, and reports of imports their reasons, as English texts; French needs their templates.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from netcli.language import SERIES, Language, Sentence, listed, say, spoken_language

FIELD: Final = re.compile(r"(?<!\{)\{[^\W\d]\w*(?:![rs])?(?::[^{}]*)?\}(?!\})")
"""A field in a template; braces around anything else are text."""
WORD: Final = 1
"""The words that a template needs for whole texts to be recognised."""
SENTENCE: Final = 3
"""The words that it needs for texts that may be a user's: fewer may be a name."""
PARTS: Final = ("{number} {noun}", "you", "standard input")
"""What is recognised within sentences although it has fewer words."""
JOINED: Final = ("names", "whom", "counts")
"""The fields that hold a series, as `joined` makes it."""
OWN: Final = ("counts", "meetings", "state")
"""The fields that hold words of netcli's own."""


def recognised(text: str, words: int = WORD) -> str:
    """Return *text*, which netcli wrote into a book or a library raised, as the sentence whose template it fits.

    Its template has at least that many *words* of its own. Parts of it are recognised if they count something or are
    sentences themselves: a person or a company that is called as a template is left alone.
    Needed only to translate: in English the text is returned as it is.
    """
    for template, pattern, own in () if isinstance(text, Sentence) else _patterns(spoken_language()):
        found = pattern.fullmatch(text) if own >= words or template in PARTS else None
        if found:
            inside = WORD if template in PARTS else SENTENCE
            quoted = {name[:-2] for name in (each[1:-1] for each in FIELD.findall(template)) if name.endswith("!r")}
            fields = found.groupdict()
            return say(
                template,
                **{
                    each: _unquoted(fields[each]) if each in quoted else _part(each, fields[each], inside)
                    for each in fields
                },
            )
    return text


def _unquoted(text: str) -> str:
    """Return what was quoted as Python does it."""
    import ast  # few sentences quote

    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        return text


def _part(name: str, text: str, words: int) -> str:
    """Return the *text* of a field of that *name*, recognised."""
    words = WORD if name in OWN else words
    most, also, last = text.rpartition(" and ") if name in JOINED else ("", "", "")
    if not also:
        return recognised(text, words)
    first = listed(recognised(each, words) for each in most.split(", "))
    return say(SERIES, most=first, last=recognised(last, words))


@cache
def _patterns(language: Language) -> list[tuple[str, re.Pattern[str], int]]:
    """Return each template of *language*, a pattern for what it makes, and the number of its own words; longest first.

    Fields that are formatted cannot be read back.
    """
    own = {each: FIELD.sub("", each) for each in language.templates}
    plain = [each for each in own if not any(":" in field for field in FIELD.findall(each))]
    return [
        (each, _pattern(each), len(re.findall(r"\w{2,}", own[each])))
        for each in sorted(plain, key=lambda each: -len(own[each]))
        if "{{" not in each and (each in PARTS or re.search(r"\w{2}", own[each]))
    ]


def _pattern(template: str) -> re.Pattern[str]:
    """Return a pattern for sentences made from *template*, in which a repeated field has the same value each time."""
    parts, end, seen = [], 0, set()
    for field in FIELD.finditer(template):
        name = re.split(r"[!:]", field[0][1:-1])[0]
        any_ = r"[\d,.]+" if name == "number" else r"'.*?'|\".*?\"" if field[0].endswith("!r}") else ".+?"
        parts += [re.escape(template[end : field.start()]), f"(?P={name})" if name in seen else f"(?P<{name}>{any_})"]
        end = field.end()
        seen.add(name)
    return re.compile("".join(parts) + re.escape(template[end:]), re.DOTALL)
