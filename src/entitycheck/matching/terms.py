"""The terms of a score: their points, and what each says to the user.

The points were fitted on one half of the benchmark by logistic regression, each half of that half
checked against the other, and scaled so that the limits are round numbers (see `policy`). What a
country that differs and a single common word take away was set by hand: the benchmark has few of
either, and users forgive neither.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Term(IntEnum):
    """The terms of a score, in the order of the columns."""

    BASE = 0
    LISTED_COVERED = 1
    QUERY_COVERED = 2
    WHOLE = 3
    EVIDENCE = 4
    CONTAINED = 5
    SAME_WORDS = 6
    CUT_OFF = 7
    COUNTRY = 8
    OTHER_COUNTRY = 9
    NUMBERS = 10
    PLACES = 11
    LEGAL_FORM = 12
    VEHICLE = 13
    PERSON = 14
    COMMON_ONLY = 15
    PARTIAL = 16
    ONE_COMMON = 17
    TRANSLATED = 18
    ALL_MET = 19
    SLIPS = 20
    SAME_BEGINNING = 21
    SAME_FORM = 22
    OTHER_ALIAS = 23
    NEARLY = 24
    SHORT = 25
    ONE_WORD = 26
    OTHER_SURNAME = 27
    OTHER_PATRONYMIC = 28


POINTS = np.asarray(
    [
        13.2,  # base
        13.7,  # listed covered
        36.0,  # query covered
        13.9,  # whole
        25.4,  # evidence
        15.8,  # contained
        0.6,  # same words
        25.3,  # cut off
        9.4,  # country
        -14.9,  # other country
        -10.0,  # numbers
        -17.9,  # places
        -13.9,  # legal form
        -17.5,  # vehicle
        -15.2,  # person
        -7.7,  # common only
        -34.1,  # partial
        -49.7,  # one common
        -11.1,  # translated
        12.4,  # all met
        10.1,  # slips
        4.6,  # same beginning
        1.9,  # same form
        77.1,  # other alias
        -13.1,  # nearly
        -14.1,  # short
        -3.3,  # one word
        -9.9,  # other surname
        -14.9,  # other patronymic
    ]
)
"""Points of each term at its full size."""


DETAILS = {
    Term.BASE: "where every comparison starts",
    Term.LISTED_COVERED: "how much of the listed name the party's words cover; rare words count most",
    Term.QUERY_COVERED: "how much of the party's name is in the listed name; rare words count most",
    Term.WHOLE: "likeness of both names written without blanks",
    Term.EVIDENCE: "how rare the words are that met",
    Term.CONTAINED: (
        "every word of the party is in the listed name, or one plain typing slip away from a word of it,"
        " and the listed name adds no rare word"
    ),
    Term.SAME_WORDS: "both names are made of the same words, legal forms aside",
    Term.PARTIAL: "only a part of the party's text was compared",
    Term.CUT_OFF: "the listed name begins with all of the party's name, as if that were cut off",
    Term.COUNTRY: "the country given is one of the entry's countries",
    Term.OTHER_COUNTRY: "the country given is none of the entry's countries",
    Term.NUMBERS: "each name holds a number that the other does not",
    Term.PLACES: "each name holds a place that the other does not",
    Term.LEGAL_FORM: "the legal forms differ",
    Term.VEHICLE: "the entry is a vessel or aircraft, which counts double for a party with a legal form",
    Term.PERSON: "the entry is a person, the party has a legal form",
    Term.COMMON_ONLY: "the words that met are all common words or places",
    Term.ONE_COMMON: "no more than one common word met",
    Term.ALL_MET: "how alike the least alike word of either name is to one of the other",
    Term.SLIPS: "the names with their legal forms differ by slips of the hand at most",
    Term.SAME_BEGINNING: "both names begin with the same word, or nearly; a rare one counts most",
    Term.SAME_FORM: "the legal form is the same",
    Term.OTHER_ALIAS: "words of the party that are missing here stand in another name of the entry",
    Term.NEARLY: "the share of the listed name that met only nearly, by more than one plain typing slip",
    Term.SHORT: "so short a name says little",
    Term.ONE_WORD: "the listed name is a single word, the party's name has more",
    Term.OTHER_SURNAME: "no word of the entry's surname met",
    Term.OTHER_PATRONYMIC: "the patronymics differ: another father's child",
    Term.TRANSLATED: "the name was made from Chinese or Korean, which can be read in several ways",
}
"""What each term says, for `--explain`."""
