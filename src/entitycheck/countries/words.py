"""Country words to ISO-2 codes: `country_code("Turkiye")` is `TR`.

Serves published lists and order sheets alike. ISO-2 codes are accepted as they are. The table below
holds the English short names of ISO 3166-1, the older and official names that the US lists use, and
what was seen in published addresses (`PRC`, `MACAU`, `CRIMEA (OCCUPIED)`, `REGION: RUSSIA`). ISO-3
codes and the names in other languages stand in `country_names.tsv`, which is read when an English
name was not found. `CN - China` and `China (VR)` say the same thing twice and count once. A word
that names no single country (`REGION: KASHMIR`) is None: never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_NAMES = """
AD Andorra; AE United Arab Emirates, UAE, U.A.E., Emirates; AF Afghanistan; AG Antigua and Barbuda;
AI Anguilla; AL Albania; AM Armenia; AO Angola; AQ Antarctica; AR Argentina; AS American Samoa;
AT Austria; AU Australia; AW Aruba; AX Aland Islands; AZ Azerbaijan; BA Bosnia and Herzegovina,
Bosnia-Herzegovina, Bosnia; BB Barbados; BD Bangladesh; BE Belgium; BF Burkina Faso; BG Bulgaria;
BH Bahrain; BI Burundi; BJ Benin; BL Saint Barthelemy; BM Bermuda; BN Brunei, Brunei Darussalam;
BO Bolivia, Plurinational State of Bolivia; BQ Bonaire; BR Brazil, Brasil; BS Bahamas, The Bahamas;
BT Bhutan; BV Bouvet Island; BW Botswana; BY Belarus, Republic of Belarus, Byelorussia; BZ Belize;
CA Canada; CC Cocos Islands; CD Democratic Republic of the Congo, Congo Democratic Republic of the,
DR Congo, DRC, Congo-Kinshasa; CF Central African Republic; CG Congo, Republic of the Congo,
Congo-Brazzaville; CH Switzerland; CI Cote d'Ivoire, Ivory Coast; CK Cook Islands; CL Chile;
CM Cameroon; CN China, PRC, P.R.C., P.R. China, PR China, People's Republic of China, Mainland China,
REGION: CHINA; CO Colombia; CR Costa Rica; CU Cuba; CV Cape Verde, Cabo Verde; CW Curacao;
CX Christmas Island; CY Cyprus, Republic of Cyprus; CZ Czech Republic, Czechia; DE Germany,
Federal Republic of Germany; DJ Djibouti; DK Denmark; DM Dominica; DO Dominican Republic; DZ Algeria;
EC Ecuador; EE Estonia; EG Egypt, Arab Republic of Egypt; EH Western Sahara; ER Eritrea; ES Spain;
ET Ethiopia; FI Finland; FJ Fiji; FK Falkland Islands; FM Micronesia, Federated States of Micronesia;
FO Faroe Islands; FR France; GA Gabon; GB United Kingdom, UK, U.K., Great Britain, England, Scotland,
Wales, Northern Ireland; GD Grenada; GE Georgia; GF French Guiana; GG Guernsey; GH Ghana;
GI Gibraltar; GL Greenland; GM Gambia, The Gambia; GN Guinea; GP Guadeloupe; GQ Equatorial Guinea;
GR Greece; GS South Georgia; GT Guatemala; GU Guam; GW Guinea-Bissau; GY Guyana;
HK Hong Kong, Hongkong, Hong Kong SAR, Hong Kong China; HM Heard Island; HN Honduras;
HR Croatia; HT Haiti; HU Hungary; ID Indonesia; IE Ireland; IL Israel; IM Isle of Man, Man Isle of;
IN India; IO British Indian Ocean Territory; IQ Iraq; IR Iran, Islamic Republic of Iran,
Iran Islamic Republic of, REGION: IRAN; IS Iceland; IT Italy; JE Jersey; JM Jamaica; JO Jordan;
JP Japan; KE Kenya; KG Kyrgyzstan, Kyrgyz Republic; KH Cambodia; KI Kiribati; KM Comoros;
KN Saint Kitts and Nevis, St. Kitts and Nevis; KP North Korea, Korea North, DPRK,
Democratic People's Republic of Korea, Korea Democratic People's Republic of; KR South Korea,
Korea South, Republic of Korea, Korea Republic of, Korea; KW Kuwait; KY Cayman Islands;
KZ Kazakhstan; LA Laos, Lao People's Democratic Republic; LB Lebanon; LC Saint Lucia; LI Liechtenstein;
LK Sri Lanka; LR Liberia; LS Lesotho; LT Lithuania; LU Luxembourg; LV Latvia; LY Libya; MA Morocco;
MC Monaco; MD Moldova, Republic of Moldova; ME Montenegro; MF Saint Martin; MG Madagascar;
MH Marshall Islands, Republic of the Marshall Islands; MK North Macedonia, Macedonia,
Former Yugoslav Republic of Macedonia; ML Mali, REGION: NORTHERN MALI; MM Burma, Myanmar; MN Mongolia;
MO Macau, Macao, Macau SAR; MP Northern Mariana Islands; MQ Martinique; MR Mauritania; MS Montserrat;
MT Malta; MU Mauritius; MV Maldives; MW Malawi; MX Mexico; MY Malaysia; MZ Mozambique; NA Namibia;
NC New Caledonia; NE Niger; NF Norfolk Island; NG Nigeria; NI Nicaragua; NL Netherlands,
The Netherlands, Holland; NO Norway; NP Nepal; NR Nauru; NU Niue; NZ New Zealand; OM Oman; PA Panama;
PE Peru; PF French Polynesia; PG Papua New Guinea; PH Philippines, The Philippines; PK Pakistan;
PL Poland; PM Saint Pierre and Miquelon; PN Pitcairn; PR Puerto Rico; PS Palestine,
Palestinian Territories, West Bank, Gaza, Gaza Strip, REGION: WEST BANK, REGION: GAZA,
REGION: NORTHERN GAZA, REGION: NORTH GAZA; PT Portugal; PW Palau; PY Paraguay; QA Qatar; RE Reunion;
RO Romania; RS Serbia; RU Russia, Russian Federation, REGION: RUSSIA; RW Rwanda;
SA Saudi Arabia, Kingdom of Saudi Arabia, KSA; SB Solomon Islands; SC Seychelles; SD Sudan; SE Sweden;
SG Singapore; SH Saint Helena; SI Slovenia; SJ Svalbard; SK Slovakia, Slovak Republic;
SL Sierra Leone; SM San Marino; SN Senegal; SO Somalia; SR Suriname; SS South Sudan;
ST Sao Tome and Principe; SV El Salvador; SX Sint Maarten; SY Syria, Syrian Arab Republic;
SZ Eswatini, Swaziland; TC Turks and Caicos Islands; TD Chad; TF French Southern Territories; TG Togo;
TH Thailand; TJ Tajikistan; TK Tokelau; TL Timor-Leste, East Timor; TM Turkmenistan; TN Tunisia;
TO Tonga; TR Turkey, Turkiye; TT Trinidad and Tobago; TV Tuvalu; TW Taiwan, Taiwan R.O.C.,
Republic of China, R.O.C., Chinese Taipei; TZ Tanzania, United Republic of Tanzania;
UA Ukraine, Crimea, Crimea (Occupied), Crimea Region of Ukraine; UG Uganda;
US United States, United States of America, USA, U.S.A., U.S., America; UY Uruguay; UZ Uzbekistan;
VA Vatican City, Holy See; VC Saint Vincent and the Grenadines, St. Vincent and the Grenadines;
VE Venezuela, Bolivarian Republic of Venezuela; VG British Virgin Islands, Virgin Islands British;
VI US Virgin Islands, Virgin Islands US; VN Vietnam, Viet Nam; VU Vanuatu; WF Wallis and Futuna;
WS Samoa; XK Kosovo; YE Yemen; YT Mayotte; ZA South Africa; ZM Zambia; ZW Zimbabwe
"""


_PARTS = re.compile(
    r"[()（）\[\]【】{}/|\\;:：,，、]+|\s[-–—]\s|[-–—](?=\s)"
    r"|(?<=^[A-Za-z]{2})[-–—]|(?<=^[A-Z]{3})[-–—]"
)
_INNER = {"HK": "CN", "MO": "CN", "TW": "CN", "PR": "US", "GU": "US", "VI": "US"}
"""Places whose addresses also name a larger one: `Hong Kong (China)` is Hong Kong."""

_LEADING = re.compile(r"(?:the|country|land|pays|pais|国家|國家)\b[\s:.]*", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str | None:
    """The ISO-2 code a word or phrase stands for; None where it names no single country.

    Args:
        text: An ISO-2 or ISO-3 code, or a name in one of many languages, in any case; accents and
            final stop ignored where they make no difference. A name and a code side by side are
            read when they agree.
    """
    if len(text) > _LONGEST:
        return None
    found = _look_up(text)
    if found is None and "," in text:  # `China, People's Republic of`
        first, _, last = text.partition(",")
        found = _look_up(f"{last} {first}")
    if found is None:
        found = _of_parts([part for part in _PARTS.split(text) if part.strip()])
    if found is None:
        words = text.split()
        if len(words) > 1:
            found = _of_parts([words[0], " ".join(words[1:])]) or _of_parts(
                [" ".join(words[:-1]), words[-1]]
            )
    return found


_LONGEST = 80
"""Letters of the longest text that is asked about; no name of a country has more."""


def _look_up(text: str) -> str | None:
    """The code of a name as a whole."""
    strict = strict_key(text)
    english = english_codes()
    found = english.get(strict)
    if found is None and not strict.isascii():
        found = _other_codes().get(strict)
    if found is None:
        loose = loose_key(text)
        found = english.get(loose) or _other_codes().get(loose)
    if found is None:
        bare = _LEADING.sub("", strict, count=1)
        if bare != strict:
            found = english.get(bare) or _other_codes().get(bare)
    return found


def _of_parts(parts: list[str]) -> str | None:
    """The code on which all parts of a text agree; a place in a larger one is the place."""
    if len(parts) < 2:  # noqa: PLR2004 -- one part was looked up as a whole
        return None
    codes = {_look_up(part) for part in parts}
    if None in codes:
        return None
    if len(codes) == 2:  # noqa: PLR2004 -- a place and a larger one
        codes -= {_INNER.get(code or "") for code in codes}
    return next(iter(codes)) if len(codes) == 1 else None


def strict_key(text: str) -> str:
    """The phrase in small letters without punctuation; accents stay."""
    text = unicodedata.normalize("NFKC", text.replace("İ", "I").replace("&", " and ")).casefold()
    text = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text)
    return " ".join(text.split())


def loose_key(text: str) -> str:
    """The phrase in small letters without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", strict_key(text.replace("ı", "i")))
    return "".join(c for c in plain if not unicodedata.combining(c))


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = []
    for row in " ".join(_NAMES.split()).split("; "):
        code, names = row.split(" ", 1)
        rows.append((code, tuple(name.strip() for name in names.split(","))))
    return tuple(rows)


@cache
def english_codes() -> dict[str, str]:
    """The code of each code and English name."""
    found = {code.casefold(): code for code, _ in _rows()}
    for code, names in _rows():
        for name in names:
            key = loose_key(name)
            found.setdefault(key, code)
            found.setdefault(key.replace(" ", ""), code)
    return found


@cache
def _other_codes() -> dict[str, str]:
    """The code of each ISO-3 code and of each name in another language."""
    found = {}
    text = files(__package__).joinpath("country_names.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, names = line.split("\t")
            found.update(dict.fromkeys(names.split("|"), code))
    return found
