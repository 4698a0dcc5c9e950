"""The language of netcli's sentences: English or French.

`say` makes a translatable sentence. `tr` translates at once. Documents for machines stay in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

VARIABLES: Final = ("NETCLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The environment variables that name the user's language. netcli uses the first variable that has a value."""
SERIES: Final = "{most} and {last}"
"""The template for the end of a series."""


class Sentence(str):
    """An English sentence that remembers its template and fields."""

    template: str
    fields: Mapping[str, object]


class Noun(Sentence):
    """An English noun with its number, its singular form and its plural form."""

    number: float  # languages differ in which numbers are singular
    one: str
    many: str


class Language:
    """A language: translated templates, inflected values, and which numbers are singular."""

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
    """Return a translatable sentence. Without *fields*, the *template* is taken literally.

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
    """Return *text*, translated into the user's language if it is a Sentence."""
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
    """Return the *parts* as a translatable list, separated by *between*.

    >>> listed([plural(1, "hop"), plural(2, "link")])
    '1 hop, 2 links'
    """
    fields = {f"part{number}": part for number, part in enumerate(parts)}
    return say(between.join(f"{{{name}}}" for name in fields), **fields)


def joined(parts: Sequence[str]) -> str:
    """Return the *parts* as a series that ends with "and".

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
    """Write all sentences within the block in *language*."""
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
