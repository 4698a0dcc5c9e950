"""Country names in English, French and German, with their ISO codes."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from netcli.folding import fold

_NAMES: Final = {
    "AE": "united arab emirates|emirats arabes unis|vereinigte arabische emirate|uae|dubai",
    "AR": "argentina|argentine|argentinien",
    "AT": "austria|autriche|osterreich|oesterreich",
    "AU": "australia|australie|australien",
    "BE": "belgium|belgique|belgien|belgie",
    "BG": "bulgaria|bulgarie|bulgarien",
    "BR": "brazil|bresil|brasilien|brasil",
    "CA": "canada|kanada",
    "CH": "switzerland|suisse|schweiz|svizzera",
    "CI": "ivory coast|cote divoire|elfenbeinkuste",
    "CL": "chile|chili",
    "CM": "cameroon|cameroun|kamerun",
    "CN": "china|chine|peoples republic of china",
    "CO": "colombia|colombie|kolumbien",
    "CY": "cyprus|chypre|zypern",
    "CZ": "czech republic|czechia|republique tcheque|tchequie|tschechien|tschechische republik",
    "DE": "germany|allemagne|deutschland",
    "DK": "denmark|danemark|danmark",
    "DZ": "algeria|algerie|algerien",
    "EE": "estonia|estonie|estland",
    "EG": "egypt|egypte|agypten",
    "ES": "spain|espagne|spanien|espana",
    "FI": "finland|finlande|finnland|suomi",
    "FR": "france|frankreich|france metropolitaine",
    "GB": "united kingdom|royaume uni|vereinigtes konigreich|grossbritannien|great britain|grande bretagne|uk"
    "|england|angleterre|scotland|ecosse|wales|pays de galles|northern ireland",
    "GF": "french guiana|guyane|guyane francaise",
    "GP": "guadeloupe",
    "GR": "greece|grece|griechenland",
    "HK": "hong kong|hongkong",
    "HR": "croatia|croatie|kroatien",
    "HU": "hungary|hongrie|ungarn",
    "ID": "indonesia|indonesie|indonesien",
    "IE": "ireland|irlande|irland",
    "IL": "israel",
    "IN": "india|inde|indien",
    "IS": "iceland|islande|island",
    "IT": "italy|italie|italien|italia",
    "JP": "japan|japon",
    "KE": "kenya|kenia",
    "KR": "south korea|coree du sud|sudkorea|korea",
    "LB": "lebanon|liban|libanon",
    "LT": "lithuania|lituanie|litauen",
    "LU": "luxembourg|luxemburg",
    "LV": "latvia|lettonie|lettland",
    "MA": "morocco|maroc|marokko",
    "MC": "monaco",
    "MG": "madagascar|madagaskar",
    "MQ": "martinique",
    "MU": "mauritius|maurice|ile maurice",
    "MT": "malta|malte",
    "MX": "mexico|mexique|mexiko",
    "MY": "malaysia|malaisie",
    "NC": "new caledonia|nouvelle caledonie",
    "NG": "nigeria",
    "NL": "netherlands|pays bas|niederlande|the netherlands|holland|hollande|nederland",
    "NO": "norway|norvege|norwegen|norge",
    "NZ": "new zealand|nouvelle zelande|neuseeland",
    "PE": "peru|perou",
    "PH": "philippines|philippinen",
    "PL": "poland|pologne|polen|polska",
    "PT": "portugal",
    "QA": "qatar|katar",
    "RE": "reunion|la reunion|ile de la reunion",
    "RO": "romania|roumanie|rumanien",
    "RS": "serbia|serbie|serbien",
    "RU": "russia|russie|russland|russian federation",
    "SA": "saudi arabia|arabie saoudite|saudi arabien",
    "SE": "sweden|suede|schweden|sverige",
    "SG": "singapore|singapour|singapur",
    "SI": "slovenia|slovenie|slowenien",
    "SK": "slovakia|slovaquie|slowakei",
    "SN": "senegal",
    "TH": "thailand|thailande",
    "TN": "tunisia|tunisie|tunesien",
    "TR": "turkey|turquie|turkei|turkiye",
    "TW": "taiwan",
    "UA": "ukraine",
    "US": "united states|etats unis|vereinigte staaten|united states of america|etats unis damerique|usa|us",
    "VN": "vietnam|viet nam",
    "ZA": "south africa|afrique du sud|sudafrika",
}
_CODES: Final = {name: code for code, names in _NAMES.items() for name in names.split("|")}


@lru_cache(maxsize=1024)
def code(name: str) -> str | None:
    """Return the ISO 3166 code of a country; None if the country is unknown.

    >>> code("Royaume-Uni"), code("fr"), code("Österreich"), code("Atlantis")
    ('GB', 'FR', 'AT', None)
    """
    folded = fold(name)
    if folded in _CODES:
        return _CODES[folded]
    return folded.upper() if len(folded) == 2 and folded.isascii() and folded.isalpha() else None
