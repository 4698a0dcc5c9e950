"""Find the templates of English sentences, so that the sentences can be translated."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from netcli.language import SERIES, Language, Sentence, listed, say, spoken_language

FIELD: Final = re.compile(r"(?<!\{)\{[^\W\d]\w*(?:![rs])?(?::[^{}]*)?\}(?!\})")
"""A field in a template, such as {name}. Braces without a field are plain text."""
WORD: Final = 1
"""A template must have at least this number of words to be compared with a whole text."""
SENTENCE: Final = 3
"""A template must have at least this number of words to be compared with a field's value.

A shorter template might match the user's own text by chance.
"""
PARTS: Final = ("{number} {noun}", "you", "standard input")
"""Short templates that are recognised within sentences."""
JOINED: Final = ("names", "whom", "counts")
"""The fields whose value is a series made by `joined`."""
OWN: Final = ("counts", "meetings", "state")
"""The fields whose value is always netcli's own text, never text of the user."""


def recognised(text: str, words: int = WORD) -> str:
    """Return *text* as a translatable sentence, or unchanged if no template fits.

    *words* is the minimum number of words in a template.
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
    """Return a text that Python's `repr` has quoted, without the quotes."""
    import ast  # needed only for the few sentences with quotes

    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        return text


def _part(name: str, text: str, words: int) -> str:
    """Return a field's value as a translatable sentence, or unchanged."""
    words = WORD if name in OWN else words
    most, also, last = text.rpartition(" and ") if name in JOINED else ("", "", "")
    if not also:
        return recognised(text, words)
    first = listed(recognised(each, words) for each in most.split(", "))
    return say(SERIES, most=first, last=recognised(last, words))


@cache
def _patterns(language: Language) -> list[tuple[str, re.Pattern[str], int]]:
    """Return (template, pattern, number of words) for each template, the longest first."""
    own = {each: FIELD.sub("", each) for each in language.templates}
    # formatted fields cannot be read back
    plain = [each for each in own if not any(":" in field for field in FIELD.findall(each))]
    return [
        (each, _pattern(each), len(re.findall(r"\w{2,}", own[each])))
        for each in sorted(plain, key=lambda each: -len(own[each]))
        if "{{" not in each and (each in PARTS or re.search(r"\w{2}", own[each]))
    ]


def _pattern(template: str) -> re.Pattern[str]:
    """Return a pattern for the sentences made from *template*."""
    parts, end, seen = [], 0, set()
    for field in FIELD.finditer(template):
        name = re.split(r"[!:]", field[0][1:-1])[0]
        any_ = r"[\d,.]+" if name == "number" else r"'.*?'|\".*?\"" if field[0].endswith("!r}") else ".+?"
        parts += [re.escape(template[end : field.start()]), f"(?P={name})" if name in seen else f"(?P<{name}>{any_})"]
        end = field.end()
        seen.add(name)
    return re.compile("".join(parts) + re.escape(template[end:]), re.DOTALL)
