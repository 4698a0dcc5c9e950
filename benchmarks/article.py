"""Write the sample files in `examples/article`.

    python benchmarks/article.py examples/article

All people are invented. Every run writes the same bytes. Many names have parts that software often loses, such as
accents.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

ARCHIVE: Final = "Complete_LinkedInDataExport_11-20-2026.zip"
STAMP: Final = (2026, 11, 20, 8, 0, 0)
ME: Final = ("Moi Test", "https://www.linkedin.com/in/moi-test-31")

Row = Sequence[str]

PREAMBLE: Final = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You '
    "will only see email addresses for connections who have allowed their connections to see or download their email "
    "address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
CONNECTIONS: Final = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
MESSAGES: Final = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
    "IS CONVERSATION DRAFT",
)

MINE: Final = """
Pierre|Martin|pierre-martin-radar|pierre.martin@example.org|Thales|Chef de projet radar|12 May 2010
Inès|Lambert|ines-lambert-rh||Garonne Conseil|Consultante|03 Mar 2025
Maeve|O'Neil|maeve-oneil-books|maeve@example.ie|O'Neil & Daughters|Bookseller|14 Sep 2026
Karim|Haddad|karim-haddad-essais||Aérotech Midi|Ingénieur d'essais|02 Oct 2026
José|García|jose-garcia-vigo||Astilleros del Norte|Capitán|12 Jan 2019
Jose|Garcia|jose-garcia-tejas|jose@example.com|Garcia Roofing|Owner|3 Feb 2021
Marie|Martin|marie-martin-urba||Ville de Lyon|Urbaniste|17 Jun 2015
Marie|Martin|marie-martin-mer||Océan Ouest|Océanographe|21 Sep 2016
Pieter|van der Berg|pieter-van-der-berg||Dijk & Duin|Dijkgraaf|01 Apr 2020
小龙|李|li-xiaolong-toulouse||南方快递|经理|29 Feb 2020
Sukarto||sukarto-batik||Batik Sukarto|Pemilik|9 Aug 2017
Élodie|Fabre-Nguyen, PhD|elodie-fabre-nguyen||Institut du Vol|Chercheuse|05 Nov 2018
Łukasz|Żółć|lukasz-zolc||Most i Droga|Inżynier|22 Mar 2022
Anne-Laure|de la Tour|al-de-la-tour||Banque du Capitole|Directrice d'agence|30 Jun 2014
Tomás|Ó Briain|tomas-o-briain||Atlantic Ferries|Purser|11 Jul 2023
Aïcha|Benkirane|aicha-benkirane||Cabinet Atlas|Avocate|19 Apr 2021
Guillaume|Ferrand|guillaume-ferrand|guillaume.ferrand@example.org|Garonne Conseil|Associé|08 Jan 2013
Yuki|Tanabe|yuki-tanabe||Studio Hoshi|Illustrator|27 Oct 2024
Björn|Þorvaldsson|bjorn-thorvaldsson||Norðurljós|Guide|15 Aug 2019
Fatoumata|Diarra|fatoumata-diarra||Soleil du Sahel|Fondatrice|02 Dec 2022
Hugo|Lacaze|hugo-lacaze||Aérotech Midi|Technicien|24 May 2017
Émilie|Pons|emilie-pons||Mairie de Blagnac|Chargée de mission|13 Feb 2016
Noé|Castel|noe-castel||Vélo Garonne|Mécanicien|06 Jun 2024
"""
"""The user's LinkedIn connections, in the columns of a LinkedIn export."""

PIERRES: Final = """
Moi|Test|moi-test-31||Garonne Conseil|Ingénieure|12 May 2010
Jacques|Roy|jacques-roy-airbus|jacques.roy@example.org|Airbus|Responsable qualité|18 Sep 2014
Nadia|Benali|nadia-benali-achats|nadia.benali@example.org|Airbus|Acheteuse|06 Jan 2026
Inès|Lambert|ines-lambert-rh||Garonne Conseil|Consultante|21 Nov 2019
Olivier|Sarrazin|olivier-sarrazin||Thales|Architecte système|03 Feb 2011
Bénédicte|Roux|benedicte-roux||Thales|Directrice de programme|17 Mar 2012
Ahmed|El Idrissi|ahmed-el-idrissi||Thales|Ingénieur radar|29 Sep 2015
Grégoire|d'Aubigny|gregoire-daubigny||Armée de l'air|Colonel|11 Nov 2013
Ngọc|Trần|ngoc-tran-radar||Thales|Ingénieure signal|05 May 2018
Fiona|MacLeod|fiona-macleod||Skye Avionics|Test pilot|14 Feb 2017
Jürgen|Groß|juergen-gross||Bodensee Antennen|Entwickler|08 Oct 2016
Maryam|Hosseini|maryam-hosseini||Institut du Vol|Professeure|23 Jun 2020
Loïc|Le Gall|loic-le-gall||Océan Ouest|Directeur technique|30 Aug 2012
Chiara|D'Angelo|chiara-dangelo||Volo Sud|Ingegnere|19 Jan 2022
Paul-Henri|Vasseur|ph-vasseur||Banque du Capitole|Analyste|02 Jul 2015
Zoë|van den Heuvel|zoe-van-den-heuvel||Dijk & Duin|Hydroloog|26 Apr 2021
Rachid|Amrani|rachid-amrani||Aérotech Midi|Directeur|15 Dec 2011
Solène|Kervella|solene-kervella||Océan Ouest|Juriste|07 Sep 2023
António|Sá|antonio-sa||Voo Atlântico|Comandante|12 Mar 2019
Mathilde|Roche|mathilde-roche||Thales|Ressources humaines|25 May 2014
Xavier|Puig i Ferrer|xavier-puig||Vol Mediterrani|Enginyer|04 Nov 2020
Agnieszka|Wójcik|agnieszka-wojcik||Most i Droga|Kierowniczka|16 Jun 2018
Thibault|Monnier|thibault-monnier||Thales|Apprenti|01 Sep 2025
||profil-ferme-1f2e3d||||14 Jul 2014
"""
"""Pierre's LinkedIn connections, in the same columns as the user's."""

JACQUES: Final = """
Camille;Durand;camille.durand@example.org;Conservatoire de Toulouse;Violoncelliste;Toulouse;05/09/2012
Maeve;O'Neil;maeve@example.ie;O'Neil & Daughters;Libraire;Galway;12/03/2011
Guillaume;Ferrand;guillaume.ferrand@example.org;Garonne Conseil;Associé;Toulouse;04/06/2013
Karim;Haddad;;Aérotech Midi;Ingénieur d'essais;Toulouse;28/11/2011
Hélène;Lefèvre;helene.lefevre@example.org;Airbus;Assistante de direction;Toulouse;03/02/2010
Jean-Baptiste;Noël;jb.noel@example.org;Airbus;Ingénieur cabine;Blagnac;17/06/2010
Cécile;Aubert;cecile.aubert@example.org;Airbus;Qualité fournisseurs;Toulouse;21/09/2013
Stéphane;Garros-Pujol;;Cabine & Co;Gérant;Colomiers;08/01/2012
Dominique;L'Hermite;d.lhermite@example.org;Cabine & Co;Commerciale;Colomiers;30/05/2012
Frédéric;Œuvrard;;Tôlerie du Lauragais;Chaudronnier;Revel;14/04/2014
Marguerite;Saint-Georges;;Lycée Saint-Exupère;Proviseure;Blagnac;19/10/2015
Renée;de Castelnau;;Chœur de la Daurade;Présidente;Toulouse;11/11/2009
Bruno;Vidal;bruno.vidal@example.org;Airbus;Syndicaliste;Toulouse;02/07/2011
Thérèse;Azéma;;Chœur de la Daurade;Alto;Toulouse;25/03/2010
Gaël;Quéré;;Voiles d'Iroise;Skipper;Brest;06/08/2013
"""
"""Jacques's Viadeo contacts, in the format of a French spreadsheet program."""

NADIA: Final = """
Sophie|Durand|sophie.durand@example.org|Airbus|DRH|Toulouse|1984-04-02
Vincent|Cazeneuve-Lort|vincent.cl@example.org|Airbus|Acheteur|Toulouse|
Mei-Ling|Chen|meiling.chen@example.org|Pearl River Castings|Sales manager|Guangzhou|
Oumar|Sy-Savané|oumar.ss@example.org|Transit Sahel|Transitaire|Marseille|
Ottilie|Freiin von Berg|ottilie@example.org|Bodensee Antennen|Einkauf|Konstanz|
Ewa|Nowak-Lis|ewa.nl@example.org|Most i Droga|Zakupy|Gdynia|
"""
"""Nadia's telephone contacts, which are written as vCards."""

ARIHI: Final = """
Name,Email,Company,City,Since
Tāne Te Rangi,tane@example.nz,Harbour Pilots,Nelson,2016
Mere Ngata-Cole,mere@example.nz,Tasman Orchards,Nelson,2011
Olu Adébáyọ̀,olu@example.nz,Tasman Orchards,Motueka,2018
Sīmanu Leota,simanu@example.nz,Airbus,Nelson,2020
"""
"""Arihi's friends, who are in no other person's export."""

LINKS: Final = """
from,to,kind,since,last_contact,certainty,closeness,note
me,Pierre Martin,colleague,2009,,sure,,same office until 2013
Jacques Roy,Sophie Durand,contact,2021-01-18,2021-12-06,probable,,"in the same mails, 12 times in 2021"
Jacques Roy,Camille Durand,friend,2009,2026-11-08,sure,5,they sing in the same choir
Camille Durand,Sophie Durand,sibling,1984,2026-11-15,sure,5,
Inès Lambert,Nadia Benali,classmate,2001,,sure,,
Olivier Sarrazin,Bénédicte Roux,colleague,2010,2026-10-02,sure,4,
Bénédicte Roux,Mathilde Roche,colleague,2014,2026-06-30,sure,,
Rachid Amrani,Hugo Lacaze,manager,2017,,sure,,
Guillaume Ferrand,Noé Castel,contact,,,guess,,same cycling club
Ahmed El Idrissi,Ngọc Trần,colleague,2018,2026-09-12,sure,4,
Anne-Laure de la Tour,Paul-Henri Vasseur,colleague,2015,,sure,,
Élodie Fabre-Nguyen,Maryam Hosseini,colleague,2018,2025-12-19,sure,,
Pieter van der Berg,Zoë van den Heuvel,colleague,2020,,sure,,
Łukasz Żółć,Agnieszka Wójcik,colleague,2017,,probable,,
Hélène Lefèvre,Cécile Aubert,friend,2010,2026-11-01,sure,5,
Stéphane Garros-Pujol,Dominique L'Hermite,spouse,2001,2026-11-22,sure,,
Renée de Castelnau,Thérèse Azéma,friend,1998,2026-10-25,sure,4,
me,Noé Castel,neighbor,2019,2026-11-19,sure,3,
Tāne Te Rangi,Mere Ngata-Cole,friend,2015,2026-10-10,sure,4,
Hugo Lacaze,Hugo Lacaze,friend,,,sure,,a slip of the pen
"""


def write(folder: Path) -> None:
    """Write the exports of five people into *folder*."""
    for name, data in exports().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def exports() -> dict[str, bytes]:
    """Return the content of each file, by its path in `examples/article`."""
    return {
        ARCHIVE: _archive(),
        "pierre-martin/Connections.csv": _connections(PIERRES).encode(),
        "jacques-roy/viadeo.csv": _viadeo(),
        "nadia-benali/contacts.vcf": "".join(map(_card, _rows(NADIA))).encode(),
        "arihi-walker/friends.csv": ARIHI.lstrip().encode(),
        "links.csv": LINKS.lstrip().encode(),
    }


def _rows(table: str, delimiter: str = "|") -> list[list[str]]:
    return [line.split(delimiter) for line in table.strip().splitlines()]


def _csv(header: Row, rows: Iterable[Row], *, quoted: bool = False, delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _connections(table: str) -> str:
    rows = [[given, family, _url(slug), *rest] for given, family, slug, *rest in _rows(table)]
    return PREAMBLE + _csv(CONNECTIONS, rows)


def _url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def _viadeo() -> bytes:
    header = ("Prénom", "Nom", "Courriel", "Société", "Fonction", "Ville", "En contact depuis")
    return _csv(header, _rows(JACQUES, ";"), delimiter=";").replace("\n", "\r\n").encode("cp1252")


def _card(row: Row) -> str:
    given, family, email, company, title, city, birthday = row
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{family};{given};;;",
        f"FN:{given} {family}",
        f"EMAIL;TYPE=INTERNET:{email}",
        f"ORG:{company}",
        f"TITLE:{title}",
        f"ADR;TYPE=WORK:;;;{city};;;",
        *([f"BDAY:{birthday}"] if birthday else []),
        "END:VCARD",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _archive() -> bytes:
    members = {
        "Connections.csv": _connections(MINE),
        "messages.csv": _csv(MESSAGES, _messages(), quoted=True),
        "Invitations.csv": _csv(
            ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"),
            [
                (
                    ME[0],
                    "Mathilde Roche",
                    "11/3/26, 9:12 AM",
                    "Bonjour, suite au salon",
                    "OUTGOING",
                    ME[1],
                    _url("mathilde-roche"),
                ),
                ("Yannick Abgrall", ME[0], "10/21/26, 6:40 PM", "", "INCOMING", _url("yannick-abgrall"), ME[1]),
            ],
        ),
        "Profile.csv": _csv(
            (
                "First Name",
                "Last Name",
                "Maiden Name",
                "Address",
                "Birth Date",
                "Headline",
                "Summary",
                "Industry",
                "Zip Code",
                "Geo Location",
                "Twitter Handles",
                "Websites",
                "Instant Messengers",
            ),
            [("Moi", "Test", "", "", "", "Ingénieure", "", "Conseil", "", "Toulouse", "", "", "")],
        ),
        "Email Addresses.csv": _csv(
            ("Email Address", "Confirmed", "Primary", "Updated On"),
            [("moi.test@example.org", "Yes", "Yes", "5/12/10, 8:00 AM")],
        ),
        "Positions.csv": _csv(
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            [
                ("Garonne Conseil", "Ingénieure", "", "Toulouse", "Mar 2013", ""),
                ("Thales", "Ingénieure radar", "", "Toulouse", "Jan 2009", "Feb 2013"),
            ],
        ),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:  # packing differs from one zlib to the next
        for name, text in members.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.external_attr = 0o644 << 16
            archive.writestr(info, text.encode())
    return packed.getvalue()


def _messages() -> list[Row]:
    """Return the user's messages, an advertisement and a draft."""
    pierre = ("Pierre Martin", _url("pierre-martin-radar"))
    maeve = ("Maeve O'Neil", _url("maeve-oneil-books"))
    noe = ("Noé Castel", _url("noe-castel"))
    rows = _conversation("2-PIERRE==", pierre, 42, date(2026, 11, 2), 31)
    rows += _conversation("2-MAEVE==", maeve, 1, date(2026, 9, 14), 0)
    rows += _conversation("2-NOE==", noe, 5, date(2026, 11, 19), 9)
    rows += [_message("", ("Banque Idéale", "https://www.linkedin.com/company/banque-ideale"), ME, date(2026, 10, 1))]
    draft = list(_message("2-INES==", ME, ("Inès Lambert", _url("ines-lambert-rh")), date(2026, 11, 18)))
    draft[MESSAGES.index("IS MESSAGE DRAFT")] = "Yes"
    return [*rows, draft]


def _conversation(thread: str, other: tuple[str, str], messages: int, last: date, days: int) -> list[Row]:
    """Return a conversation between ME and *other*, the newest message first."""
    turns = ((other, ME), (ME, other))
    return [_message(thread, *turns[n % 2], last - timedelta(days * n)) for n in range(messages)]


def _message(thread: str, sender: tuple[str, str], receiver: tuple[str, str], day: date) -> Row:
    folder = "SENT" if sender == ME else "INBOX"
    return (thread, "", *sender, *receiver, f"{day} 09:30:00 UTC", "", "(not kept)", folder, "", "No", "No")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
