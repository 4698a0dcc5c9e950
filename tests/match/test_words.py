"""Tests of comparing words of names across alphabets."""

from __future__ import annotations

import pytest

from netcli.folding import fold
from netcli.match.levels import EXACT, FOREIGN, NICKNAME, SPELLING
from netcli.match.words import compatible, likeness
from netcli.names import parse

ONE_NAME = [
    ("Дмитрий", "Dmitri Dmitry Dmitriy Dmitrij Dimitri"),
    ("Сергей", "Sergei Sergey Sergej Serguei"),
    ("Алексей", "Alexei Alexey Aleksei Alexej"),
    ("Михаил", "Mikhail Michail Mihail"),
    ("Юрий", "Yuri Yury Jurij Iouri"),
    ("Евгений", "Evgeny Yevgeni Jewgeni Evgueni"),
    ("Екатерина", "Ekaterina Katerina Jekaterina"),
    ("Юлия", "Yulia Julia Iulia"),
    ("Татьяна", "Tatiana Tatyana Tatjana"),
    ("Вячеслав", "Vyacheslav Viacheslav Wjatscheslaw"),
    ("Александр", "Alexander Aleksandr Alexandre"),
    ("Пётр", "Petr Pjotr"),
    ("Лев", "Lev Lew"),
    ("Чайковский", "Tchaikovsky Chaikovsky Tschaikowski"),
    ("Щербаков", "Shcherbakov Scherbakov Chtcherbakov"),
    ("Шевченко", "Shevchenko Chevtchenko Schewtschenko"),
    ("Козлов", "Kozlov Koslow Kozloff"),
    ("Олександр", "Oleksandr Olexandr"),
    ("Γιώργος", "Giorgos Yorgos"),
    ("Παπαδόπουλος", "Papadopoulos"),
    ("Ευάγγελος", "Evangelos"),
    ("Χρήστος", "Christos Hristos"),
    ("ბერიძე", "Beridze"),
    ("Հակոբյան", "Hakobyan"),
]
TWO_NAMES = [
    ("Ирина", "Igor"),
    ("Иван", "Ivana Ivanna"),
    ("Евгений", "Evgenia Yevgenia"),
    ("Валерий", "Valeria"),
    ("Александр", "Alexandra"),
    ("Мария", "Mario Marina"),
    ("Михаил", "Michaela"),
    ("Виктор", "Victoria"),
    ("Роман", "Romana"),
    ("Николай", "Natalia"),
    ("Γιώργος", "Georgia"),
    ("Νίκος", "Niki"),
    ("Δημήτρης", "Dimitra"),
]


@pytest.mark.parametrize(("word", "spellings"), ONE_NAME, ids=[word for word, _ in ONE_NAME])
def test_a_name_of_another_alphabet_is_known_by_its_spellings(word: str, spellings: str) -> None:
    """A name in another alphabet matches its Latin spellings."""
    found = {spelling: likeness(fold(word), fold(spelling)) for spelling in spellings.split()}
    assert {spelling for spelling, level in found.items() if level not in (SPELLING, NICKNAME, EXACT)} == set()


@pytest.mark.parametrize(("word", "others"), TWO_NAMES, ids=[word for word, _ in TWO_NAMES])
def test_a_name_of_another_alphabet_is_not_taken_for_the_spouses(word: str, others: str) -> None:
    """A name in another alphabet does not match a similar Latin name."""
    found = {other: likeness(fold(word), fold(other)) for other in others.split()}
    assert {other for other, level in found.items() if level in (SPELLING, NICKNAME, EXACT)} == set()


@pytest.mark.parametrize(
    ("one", "other"), [("小龙", "xiaolong"), ("李", "li"), ("محمد", "mohamed"), ("דוד", "david"), ("李", "давид")]
)
def test_scripts_without_a_table_are_not_compared(one: str, other: str) -> None:
    """Words in scripts without a table cannot be compared."""
    assert likeness(one, other) == likeness(other, one) == FOREIGN


def test_initials_of_another_alphabet_stand_for_its_names() -> None:
    """The initial Д. matches Dmitri but not Igor."""
    assert compatible(parse("Д. Козлов"), parse("Dmitri Kozlov"))
    assert not compatible(parse("Д. Козлов"), parse("Igor Kozlov"))
