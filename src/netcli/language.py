"""The language of netcli's sentences: English, or French where the user asks for it.

The code writes each sentence in English, with fields for its variable parts. Documents for machines keep the English;
people read the translation. `say` returns a sentence that can be translated later; `tr`, for the rooms that write to
people, translates at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Final

VARIABLES: Final = ("NETCLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The environment variables that name the user's language; the first that is set decides."""
FIELD: Final = re.compile(r"(?<!\{)\{[^\W\d]\w*(?:![rs])?(?::[^{}]*)?\}(?!\})")
"""A field in a template; braces around anything else are text."""


WORD: Final = 1
"""The words that a template needs for whole texts to be recognised."""
SENTENCE: Final = 3
"""The words that it needs for texts that may be a user's: fewer may be a name."""
PARTS: Final = ("{number} {noun}", "you", "standard input")
"""What is recognised within sentences although it has fewer words."""
SERIES: Final = "{most} and {last}"
JOINED: Final = ("names", "whom", "counts")
"""The fields that hold a series, as `joined` makes it."""
OWN: Final = ("counts", "meetings", "state")
"""The fields that hold words of netcli's own."""


class Sentence(str):
    """An English sentence that remembers the template and the fields from which it was made."""

    template: str
    fields: Mapping[str, object]


class Noun(Sentence):
    """An English noun in the form for its number, with both forms: languages differ in which numbers are singular."""

    number: float
    one: str
    many: str


class Language:
    """A language: its translation of each template, how it writes a field's value, and which numbers are singular."""

    def __init__(
        self,
        templates: Mapping[str, str],
        inflected: Callable[[object], object] = lambda value: value,
        singular: Callable[[float], bool] = lambda number: number == 1,
    ) -> None:
        self.templates = templates
        self.inflected = inflected
        self.singular = singular


ENGLISH: Final = Language({})


class _Spoken:
    """The language in use."""

    language = ENGLISH


def say(template: str, /, **fields: object) -> Sentence:
    """Return *template* with its *fields*, in English and translatable. A template without fields is taken literally.

    >>> say("{n} people fit {name}", n=2, name="Ann")
    '2 people fit Ann'
    """
    sentence = Sentence(template.format(**fields) if fields else template)
    sentence.template, sentence.fields = template, fields
    return sentence


def tr(template: str, /, **fields: object) -> str:
    """Return *template* with its *fields* in the user's language."""
    language = _Spoken.language
    known = language.templates.get(template, template)
    if not fields:
        return str(known)
    return known.format(**{name: language.inflected(value) for name, value in fields.items()})


def spoken(text: str) -> str:
    """Return *text* in the user's language if it is a sentence of netcli's own; other texts stay as they are."""
    if isinstance(text, Noun):
        return tr(text.one if _Spoken.language.singular(text.number) else text.many)
    return tr(text.template, **text.fields) if isinstance(text, Sentence) else text


def noun(number: float, one: str, many: str | None = None) -> Noun:
    """Return the noun in the form that goes with the number.

    >>> noun(1, "hop"), noun(1.5, "hop"), noun(0, "person", "people")
    ('hop', 'hops', 'people')
    """
    many = many or f"{one}s"
    word = Noun(one if number == 1 else many)
    word.template, word.fields = str(word), {}
    word.number, word.one, word.many = number, one, many
    return word


def plural(number: int, one: str, many: str | None = None) -> Sentence:
    """Return the number with its noun.

    >>> plural(1, "hop"), plural(2, "hop"), plural(0, "person", "people")
    ('1 hop', '2 hops', '0 people')
    """
    return say("{number} {noun}", number=number, noun=noun(number, one, many))


def listed(parts: Iterable[str], between: str = ", ") -> Sentence:
    """Return the *parts* of a sentence with commas, or what is *between* them.

    >>> listed([plural(1, "hop"), plural(2, "link")])
    '1 hop, 2 links'
    """
    fields = {f"part{number}": part for number, part in enumerate(parts)}
    return say(between.join(f"{{{name}}}" for name in fields), **fields)


def joined(parts: Sequence[str]) -> str:
    """Return the *parts* of a sentence as a series.

    >>> joined(["Ann"]), joined(["Ann", "Bo", "Cy"])
    ('Ann', 'Ann, Bo and Cy')
    """
    return say(SERIES, most=listed(parts[:-1]), last=parts[-1]) if len(parts) > 1 else parts[0]


def use(language: Language) -> None:
    """Speak *language* from now on."""
    _Spoken.language = language
    _patterns.cache_clear()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak *language* in the block, as documents for machines do whatever their reader's language."""
    before = _Spoken.language
    use(language)
    try:
        yield
    finally:
        use(before)


def of(environment: Mapping[str, str]) -> str:
    """Return the code of the language that the environment asks for.

    >>> of({"LANG": "fr_FR.UTF-8"}), of({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}), of({"NETCLI_LANG": "fr", "LANG": "C"})
    ('fr', 'c', 'fr')
    """
    named = next(filter(None, (environment.get(name) for name in VARIABLES)), "en")
    return re.split(r"[_.@-]", named.lower())[0]


def recognised(text: str, words: int = WORD) -> str:
    """Return *text*, which netcli wrote into a book or a library raised, as the sentence whose template it fits.

    Its template has at least that many *words* of its own. Parts of it are recognised if they count something or are
    sentences themselves: a person or a company that is called as a template is left alone.
    Needed only to translate: in English the text is returned as it is.
    """
    for template, pattern, own in () if isinstance(text, Sentence) else _patterns():
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
    return say(SERIES, most=listed(recognised(each, words) for each in most.split(", ")), last=recognised(last, words))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str], int]]:
    """Return each template with a pattern for what it makes, and the number of its own words; the longest first.

    Fields that are formatted cannot be read back.
    """
    own = {each: FIELD.sub("", each) for each in _Spoken.language.templates}
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
