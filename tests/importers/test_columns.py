"""Columns are recognised by their names in thirteen languages, or by their cells."""

from __future__ import annotations

from typing import Final

import pytest

from netcli.importers import csv, outlook, xing
from netcli.importers.formats.columns import is_foreign, is_picture, understood
from netcli.importers.formats.qualifiers import SERVICES
from netcli.importers.source import of_bytes
from netcli.records import Record

ADDRESS_BOOKS: Final = {
    "en": "First Name: given, Last Name: family, Personal Email: email, Mobile Phone Number: phone, Phone (Work): "
    "phone, Company: company, Job Title: title, City: city, Country: country, Date of Birth: birthday, Notes: "
    "note, Tags: tag, LinkedIn Profile URL: linkedin, Home Address: None, Zip Code: None, Fax: None",
    "fr": "Prénom: given, Nom: family, Adresse e-mail (pro): email, Tél. portable: phone, Téléphone fixe: phone, "
    "Société: company, Fonction: title, Ville: city, Pays: country, Date de naissance: birthday, Remarques: "
    "note, Catégories: tag, Site web: url, Adresse: None, Code postal: None, Télécopie: None",
    "de": "Vorname: given, Nachname: family, E-Mail privat: email, Handynummer: phone, Telefon geschäftlich: phone, "
    "Firma: company, Position: title, Ort: city, Land: country, Geburtsdatum: birthday, Notizen: note, "
    "Kategorien: tag, Webseite: url, Straße: None, PLZ: None, Telefax: None, Anrede: None",
    "es": "Nombre: given, Apellidos: family, Dirección de correo electrónico: email, Móvil: phone, Teléfono del "
    "trabajo: phone, Empresa: company, Cargo: title, Ciudad: city, País: country, Fecha de nacimiento: "
    "birthday, Observaciones: note, Etiquetas: tag, Página web: url, Código postal: None, DNI: None",
    "it": "Nome: given, Cognome: family, Indirizzo e-mail: email, Cellulare: phone, Telefono ufficio: phone, "
    "Azienda: company, Qualifica: title, Città: city, Paese: country, Data di nascita: birthday, Note: note, "
    "Etichette: tag, Sito web: url, CAP: None, Codice fiscale: None",
    "pt": "Nome: given, Sobrenome: family, Endereço de e-mail: email, Celular: phone, Telefone comercial: phone, "
    "Empresa: company, Cargo: title, Cidade: city, País: country, Aniversário: birthday, Observações: note, "
    "Grupos: tag, Página web: url, CEP: None, Nome da mãe: None",
    "nl": "Voornaam: given, Achternaam: family, E-mailadres: email, Mobiel nummer: phone, Telefoon werk: phone, "
    "Bedrijf: company, Functie: title, Woonplaats: city, Land: country, Geboortedatum: birthday, Notities: "
    "note, Groepen: tag, Website: url, Postcode: None, Huisnummer: None",
    "pl": "Imię: given, Nazwisko: family, Adres e-mail: email, Telefon komórkowy: phone, Telefon służbowy: phone, "
    "Firma: company, Stanowisko: title, Miasto: city, Kraj: country, Data urodzenia: birthday, Uwagi: note, "
    "Grupy: tag, Strona internetowa: url, Kod pocztowy: None, Imię ojca: None",
    "ru": "Имя: given, Фамилия: family, Электронная почта: email, Мобильный телефон: phone, Рабочий телефон: phone, "
    "Организация: company, Должность: title, Город: city, Страна: country, Дата рождения: birthday, Заметки: "
    "note, Группы: tag, Сайт: url, Почтовый индекс: None, Факс: None",
    "tr": "Ad: given, Soyad: family, E-posta adresi: email, Cep telefonu: phone, İş telefonu: phone, Şirket: "
    "company, Unvan: title, Şehir: city, Ülke: country, Doğum tarihi: birthday, Notlar: note, Gruplar: tag, "
    "Web sitesi: url, Posta kodu: None, Faks: None",
    "sv": "Förnamn: given, Efternamn: family, E-postadress: email, Mobilnummer: phone, Arbetstelefon: phone, "
    "Företag: company, Befattning: title, Ort: city, Land: country, Födelsedag: birthday, Anteckningar: note, "
    "Grupper: tag, Webbplats: url, Postnummer: None, Personnummer: None",
    "zh": "姓: family, 名: given, 电子邮箱: email, 手机号码: phone, 工作电话: phone, "
    "公司名称: company, 职位: title, 城市: city, 国家: country, 出生日期: "
    "birthday, 备注: note, 标签: tag, 网址: url, 邮编: None, 传真: None",
    "ja": "姓: family, 名: given, メールアドレス: email, 携帯電話番号: phone, 勤務先電話番号: "
    "phone, 会社名: company, 役職: title, 市区町村: city, 国: country, 生年月日: "
    "birthday, 備考: note, グループ: tag, ホームページ: url, 郵便番号: None, フリガナ: "
    "None",
}


def fields(*names: str, rows: list[list[str]] | None = None) -> list[str | None]:
    """Return the field of each column, or None."""
    return understood(names, lambda: rows or [])


@pytest.mark.parametrize("language", ADDRESS_BOOKS)
def test_thirteen_languages(language: str) -> None:
    """The columns of address books in thirteen languages are understood."""
    pairs = [pair.rsplit(": ", 1) for pair in ADDRESS_BOOKS[language].split(", ")]
    found = dict(zip([name for name, _ in pairs], map(str, fields(*(name for name, _ in pairs))), strict=True))
    assert found == dict(pairs)


@pytest.mark.parametrize(
    "name",
    [
        "Email Home",
        "E-mail - Home",
        "Email (Other)",
        "Primary email address",
        "email_address",
        "emailAddress",
        "E-Mail 2: Adresse",
        "Work e-mail",
        "Second Email",
        "Courriel perso",
        "Mél",
        "Correo",
        "Kontakt-E-Mail",
        "Adres e-mail",
        "勤務先メールアドレス",
    ],
)
def test_addresses(name: str) -> None:
    """Headers of e-mail columns are recognised in several languages and with additional words."""
    assert fields(name) == ["email"]


@pytest.mark.parametrize(
    "name",
    [
        "Email Type",
        "Email Status",
        "Email Opt Out",
        "Type de messagerie",
        "Manager Email",
        "Spouse Email",
        "Company Email",
        "Mother's phone",
        "Assistant's Phone",
        "Emergency Contact Name",
        "Emergency Contact Phone",
        "Company Phone",
        "Fax",
        "Number of Children",
        "User Name",
        "Contact Owner",
        "Company Linkedin Url",
        "Keywords",
        "Name (phonetic)",
        "Téléphone du conjoint",
        "Rückrufnummer",
        "Kundennummer",
        "Nom de la mère",
        "緊急連絡先電話番号",
        "Lieu de naissance",
        "Anniversaire de mariage",
    ],
)
def test_what_is_nobodys_own(name: str) -> None:
    """Columns with types, states or counts are unused. Columns about another person are unused, too."""
    addresses = [["zoe@example.org"], ["paul@example.org"]]
    assert fields(name, rows=addresses) == [None]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("Nom, Prénom", "family, given"),
        ("Nom, Ville", "name, city"),
        ("Name, Vorname", "family, given"),
        ("Full Name, First Name", "name, given"),
        ("Nombre, Apellidos", "given, family"),
        ("Nombre y apellidos", "name"),
        ("Imię i nazwisko", "name"),
        ("Adı Soyadı", "name"),
        ("ФИО", "name"),
        ("First, Last", "given, family"),
        ("Contact, Company", "name, company"),
        ("Name, Contact", "name, None"),
        ("Title, Job Title", "None, title"),
        ("Title, Company", "title, company"),
        ("Voornaam, Roepnaam", "given, alias"),
        ("Primer apellido, Segundo apellido", "family, family 2"),
        ("Birth Year, Birth Month, Birth Day", "birth year, birth month, birth day"),
        ("Birth Day", "birthday"),
        ("Nombre, Apellidos, Aniversario", "given, family, None"),
        ("Nome, Sobrenome, Aniversario", "given, family, birthday"),
        ("Associated Company", "company"),
        ("Account Name", "company"),
        ("Mailing City, Mailing Country", "city, country"),
        ("Contact Number", "phone"),
        ("IM Skype", "skype"),
        ("Person Linkedin Url", "linkedin"),
        ("Name des/r Vorgesetzten, Assistent(in), Empfohlen von", "manager, assistant, referred by"),
        ("Nombre del director, Cónyuge", "manager, spouse"),
    ],
)
def test_words_among_others(names: str, found: str) -> None:
    """If a column's name has two meanings, the other columns decide."""
    assert list(map(str, fields(*names.split(", ")))) == found.split(", ")


@pytest.mark.parametrize("name", ["E-Mail: Angezeigter Name", "Membership Number", "Hausnummer", "Address", "Number"])
def test_what_no_field_is(name: str) -> None:
    """A column that fits no field is left unused."""
    assert fields(name) == [None]


def test_cells_tell_where_names_do_not() -> None:
    """If a column has an unknown name, its cells show its field. If another column has this field, the unknown column
    is unused.
    """
    rows = [["Zoé", "zoe@example.org", "https://www.linkedin.com/in/zoe"], ["Bo", "-", ""]]
    assert fields("Nom", "Kontaktpunkt", "Réseau", rows=rows) == ["name", None, "url"]
    rows[1][1] = "bo@example.org"
    assert fields("Nom", "Kontaktpunkt", "Réseau", rows=rows) == ["name", "email", "url"]
    assert fields("Nom", "Kontaktpunkt", "Courriel", rows=rows) == ["name", None, "email"]
    assert fields("Nom", "Abc", "Def", rows=[["Zoé", "z@example.org", "y@example.org"]]) == ["name", None, None]
    assert fields("Contact", rows=[["zoe@example.org"]]) == ["email"]


def test_cells_make_a_table_of_people() -> None:
    """If cells contain e-mail addresses, a table of names is a table of people."""
    assert csv.claims(of_bytes("x", b"Nom;Kontaktpunkt\nZoe;zoe@example.org\n"))
    assert not csv.claims(of_bytes("x", b"Nom;Taille\nZoe;38\n"))


@pytest.mark.parametrize("service", SERVICES)
def test_accounts_of_every_service_are_kept(service: str) -> None:
    """An account of any known service becomes a page of the person."""
    header = SERVICES[service].partition(",")[0]
    items = csv.read(of_bytes("a.csv", f"Name,E-mail,{header}\nAda Poe,ada@example.org,adapoe\n".encode()))
    assert [bool(item.urls) for item in items if isinstance(item, Record)] == [True]


def test_addresses_alone_are_people() -> None:
    """A table with only e-mail addresses is a table of people."""
    assert csv.claims(of_bytes("x", b"E-mail Address,E-mail 2 Address,E-mail 3 Address\na@x.org,,\n"))


def test_pictures_and_languages() -> None:
    """Columns of pictures and headers in foreign languages are recognised."""
    assert [is_picture(name) for name in ("Photo", "照片", "Photographe")] == [True, True, False]
    assert [is_foreign([name]) for name in ("Name", "Email", "Société", "姓名")] == [False, False, True, True]


GERMAN: Final = (
    "Anrede,Vorname,Nachname,Firma,Position,Straße geschäftlich,Ort geschäftlich,Land/Region geschäftlich,"
    "Telefon (geschäftlich),Mobiltelefon,Assistent(in),E-Mail-Adresse,E-Mail 2: Adresse,Empfohlen von,"
    "Name des/r Vorgesetzten,Partner\n"
)


def test_outlook_in_other_languages() -> None:
    """A German Outlook table is recognised as Outlook's, not XING's."""
    source = of_bytes("x.csv", f"{GERMAN}{',' * 15}\n".encode("cp1252"))
    assert (outlook.claims(source), xing.claims(source)) == (True, False)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Ligne directe", "phone"),
        ("Telefono diretto", "phone"),
        ("Doorkiesnummer", "phone"),
        ("直通電話", "phone"),
        ("Mobilnr", "phone"),
        ("geb. am", "birthday"),
        ("Né(e) le", "birthday"),
        ("Fecha nac.", "birthday"),
        ("Дата рожд.", "birthday"),
        ("Sekundäre E-Mail-Adresse", "email"),
        ("Рабочая почта", "email"),
        ("お役職", "title"),
        ("Miejsce pracy", "company"),
    ],
)
def test_abbreviations_and_direct_lines(name: str, field: str) -> None:
    """A direct line is a phone number. An abbreviation means the full word."""
    assert fields(name) == [field]


def test_a_word_alone_is_a_thing_and_beside_one_says_whose_it_is() -> None:
    """勤務先 alone is the employer, but 勤務先電話番号 is a phone number."""
    assert fields("氏名", "勤務先", "勤務先電話番号") == ["name", "company", "phone"]
    assert fields("Namn", "Övrigt", "Övrigt telefonnummer") == ["name", "note", "phone"]


def test_columns_that_only_say_whose_are_told_by_their_cells() -> None:
    """The cells decide whether a column such as `Ufficio` contains phone numbers."""
    rows = [["Zoé", "0544 334430", "zoe@example.org", "A 301", "24.01.1975"]]
    assert fields("Nome", "Ufficio", "Privato", "Casa", "Lavoro", rows=rows) == ["name", "phone", "email", None, None]
    assert fields("Name", "Number", rows=[["Zoé", "0033 4455 66"]]) == ["name", None]


def test_a_contact_person_beside_a_name_is_somebody_else() -> None:
    """A contact person is the row's person only if no other name is given."""
    assert fields("Firma", "Kontaktperson", "Tel Kontaktperson") == ["company", "name", "phone"]
    assert fields("Vorname", "Nachname", "Kontaktperson", "Tel Kontaktperson") == ["given", "family", None, None]


def test_a_small_word_of_another_language_says_nothing() -> None:
    """`på` is known as a word only in Swedish tables."""
    assert fields("First name", "Last name", "PA's name", "PA's phone") == ["given", "family", "assistant", None]
    assert fields("Förnamn", "Efternamn", "Telefon på jobbet") == ["given", "family", "phone"]
