"""Invented households whose members share an e-mail, a mobile number or both.

The four kinds of households imitate real address books:

- a couple, with one name in Cyrillic and one in Latin letters
- one person, in Cyrillic letters and in Latin letters
- a couple, and a third record with only an initial
- a couple, with a card for each and a card for both

The spellings are those of passports and of the press.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from exports import Card

MEN: Final = (
    ("Игорь", "Igor"),
    ("Дмитрий", "Dmitry Dmitri Dmitrij"),
    ("Сергей", "Sergey Sergei Serguei"),
    ("Алексей", "Alexey Aleksei Alexei"),
    ("Евгений", "Evgeny Evgenii Evgueni"),
    ("Андрей", "Andrey Andrei"),
    ("Михаил", "Mikhail Michail"),
    ("Юрий", "Yuri Yury Iouri"),
)
WOMEN: Final = (
    ("Ирина", "Irina"),
    ("Дарья", "Daria Darya"),
    ("Светлана", "Svetlana"),
    ("Алина", "Alina"),
    ("Евгения", "Evgenia Evgeniya"),
    ("Анна", "Anna"),
    ("Мария", "Maria Mariya"),
    ("Юлия", "Yulia Julia Iulia"),
)
SURNAMES: Final = (
    ("Петров", "Петрова", "Petrov", "Petrova"),
    ("Козлов", "Козлова", "Kozlov Koslow", "Kozlova"),
    ("Соколов", "Соколова", "Sokolov Sokoloff", "Sokolova"),
    ("Шевченко", "Шевченко", "Shevchenko Chevtchenko", "Shevchenko"),
    ("Волков", "Волкова", "Volkov Wolkow", "Volkova"),
    ("Щербаков", "Щербакова", "Shcherbakov Chtcherbakov", "Shcherbakova"),
)
LATIN_MEN: Final = ("John", "James", "Paul", "Peter", "Anton", "Matteo", "Jonas", "Luca")
LATIN_WOMEN: Final = ("Jane", "Julia", "Petra", "Anna", "Maria", "Lena", "Joana", "Pauline")
LATIN_SURNAMES: Final = ("Smith", "Roth", "Berger", "Keller", "Moreau", "Rossi", "Jensen", "Novak")
BRIDGES: Final = (("John", "Jane"), ("James", "Julia"), ("Paul", "Petra"), ("Peter", "Petra"))
"""A man and a woman whose given names have the same initial."""
JOINED: Final = ("{his} & {her} {name}", "{her} et {his} {name}", "{her} und {his} {name}", "{his} and {her} {name}")
FILES: Final = ("contacts.csv", "contacts.vcf", "outlook.csv", "phones.csv")
UNICODE: Final = ("contacts.csv", "contacts.vcf", "phones.csv")
"""Files that can hold Cyrillic letters; Outlook's export cannot."""


def households(number: int, rng: Random) -> Iterator[tuple[str, str, Card]]:
    """Yield the file, the person and the card of each record."""
    mailbox = f"hearth{number}@{rng.choice(('mail.example', 'post.example'))}"
    mobile = f"+336{rng.randrange(10**8):08d}"
    make = (_two_scripts, _one_in_two_scripts, _bridge, _card_of_two)[number % 4]
    by_mail, by_phone = rng.choice(((True, False), (False, True), (True, True)))
    for file, person, card in make(number, rng):
        if by_mail:
            card.emails.append(mailbox)
        if by_phone:
            card.mobile = mobile
        yield file, person, card


def _card(given: str, family: str, trap: str) -> Card:
    return Card(given=given, family=family, traps=[trap], in_full=False)


def _two_scripts(number: int, rng: Random) -> Iterator[tuple[str, str, Card]]:
    """Yield two records of a couple. One name is in Cyrillic letters."""
    trap = f"couple_in_two_scripts:{number}"
    (his, his_latin), (hers, hers_latin), name = rng.choice(MEN), rng.choice(WOMEN), rng.choice(SURNAMES)
    one, other = rng.choices(UNICODE, k=2)
    if rng.random() < 0.5:
        yield one, f"h{number}a", _card(rng.choice(his_latin.split()), rng.choice(name[2].split()), trap)
        yield other, f"h{number}b", _card(hers, name[1], trap)
    else:
        yield one, f"h{number}a", _card(his, name[0], trap)
        yield other, f"h{number}b", _card(rng.choice(hers_latin.split()), rng.choice(name[3].split()), trap)


def _one_in_two_scripts(number: int, rng: Random) -> Iterator[tuple[str, str, Card]]:
    """Yield two records of one person, in Cyrillic and in Latin letters."""
    (his, latin), name = rng.choice(MEN), rng.choice(SURNAMES)
    one, other = rng.sample(UNICODE, 2)
    yield one, f"h{number}a", _card(his, name[0], f"one_in_two_scripts:{number}")
    yield (
        other,
        f"h{number}a",
        _card(rng.choice(latin.split()), rng.choice(name[2].split()), f"one_in_two_scripts:{number}"),
    )


def _bridge(number: int, rng: Random) -> Iterator[tuple[str, str, Card]]:
    """Yield a couple, and a third record with only the man's initial."""
    trap = f"bridge:{number}"
    (his, her), name = rng.choice(BRIDGES), rng.choice(LATIN_SURNAMES)
    yield rng.choice(FILES), f"h{number}a", _card(his, name, trap)
    yield rng.choice(FILES), f"h{number}b", _card(her, name, trap)
    yield rng.choice(FILES), f"h{number}a", _card(f"{his[0]}.", name, trap)


def _card_of_two(number: int, rng: Random) -> Iterator[tuple[str, str, Card]]:
    """Yield one card for a couple, and one card for each partner."""
    trap = f"card_of_two:{number}"
    his, her, name = rng.choice(LATIN_MEN), rng.choice(LATIN_WOMEN), rng.choice(LATIN_SURNAMES)
    given, _, family = rng.choice(JOINED).format(his=his, her=her, name=name).rpartition(" ")
    yield rng.choice(FILES), f"h{number}c", _card(given, family, trap)
    yield rng.choice(FILES), f"h{number}a", _card(his, name, trap)
    yield rng.choice(FILES), f"h{number}b", _card(her, name, trap)
