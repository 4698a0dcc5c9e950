"""The language of netcli's sentences: English, or French if the user chooses French.

Code contains English sentences with fields. `say` returns a translatable sentence, and `tr` translates at once.
Documents for machines stay in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

VARIABLES: Final = ("NETCLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The environment variables that name the user's language; the first that is set decides."""
SERIES: Final = "{most} and {last}"
"""A template that joins the last part of a series to the parts before it."""


class Sentence(str):
    """An English sentence that remembers the template and the fields from which it was made."""

    template: str
    fields: Mapping[str, object]


class Noun(Sentence):
    """An English noun, singular or plural.

    The object keeps both forms, because languages differ in which numbers are singular.
    """

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
    """Return the *parts* of a sentence as a list, separated by commas or by *between*.

    >>> listed([plural(1, "hop"), plural(2, "link")])
    '1 hop, 2 links'
    """
    fields = {f"part{number}": part for number, part in enumerate(parts)}
    return say(between.join(f"{{{name}}}" for name in fields), **fields)


def joined(parts: Sequence[str]) -> str:
    """Return the *parts* of a sentence as a series that ends with "and".

    >>> joined(["Ann"]), joined(["Ann", "Bo", "Cy"])
    ('Ann', 'Ann, Bo and Cy')
    """
    return say(SERIES, most=listed(parts[:-1]), last=parts[-1]) if len(parts) > 1 else parts[0]


def use(language: Language) -> None:
    """Write all sentences in *language* from now on."""
    _Spoken.language = language


def spoken_language() -> Language:
    """Return the language in use."""
    return _Spoken.language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Write all sentences within the block in *language*, whatever the user's language is.

    For example, documents for machines are always in English.
    """
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
    for sign in ".@-":
        named = named.replace(sign, "_")
    return named.lower().partition("_")[0]
