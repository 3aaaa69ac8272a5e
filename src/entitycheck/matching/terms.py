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
    ONE_SLIP = 20
    SAME_BEGINNING = 21
    SAME_FORM = 22
    OTHER_ALIAS = 23
    NEARLY = 24
    SHORT = 25
    ONE_WORD = 26


POINTS = np.asarray(
    [
        4.5,  # base
        18.0,  # listed covered
        39.3,  # query covered
        14.3,  # whole
        29.8,  # evidence
        17.4,  # contained
        1.4,  # same words
        30.3,  # cut off
        10.9,  # country
        -16.7,  # other country
        -14.3,  # numbers
        -21.7,  # places
        -15.2,  # legal form
        -21.9,  # vehicle
        -17.2,  # person
        -7.4,  # common only
        -24.4,  # partial
        -55.7,  # one common
        -9.5,  # translated
        12.1,  # all met
        15.7,  # one slip
        5.6,  # same beginning
        1.9,  # same form
        82.3,  # other alias
        -14.5,  # nearly
        -16.6,  # short
        -7.9,  # one word
    ]
)
"""Points of each term at its full size."""


DETAILS = {
    Term.BASE: "where every comparison starts",
    Term.LISTED_COVERED: "share of the listed name that the party's words cover, by weight",
    Term.QUERY_COVERED: "share of the party's words found in the listed name, by weight",
    Term.WHOLE: "likeness of both names written without blanks",
    Term.EVIDENCE: "how rare the words are that met",
    Term.CONTAINED: "every word of the party stands in the listed name, which has no other rare word",
    Term.SAME_WORDS: "both names are made of the same words, legal forms aside",
    Term.PARTIAL: "only a part of the party's name was compared",
    Term.CUT_OFF: "the party's name is the beginning of the listed name, cut off",
    Term.COUNTRY: "the country given is one of the entry's countries",
    Term.OTHER_COUNTRY: "the country given is none of the entry's countries",
    Term.NUMBERS: "the numbers differ",
    Term.PLACES: "the places differ",
    Term.LEGAL_FORM: "the legal forms differ",
    Term.VEHICLE: "the entry is a vessel or aircraft",
    Term.PERSON: "the entry is a person, the party has a legal form",
    Term.COMMON_ONLY: "nothing met but common words and places",
    Term.ONE_COMMON: "a single common word met",
    Term.ALL_MET: "every word of either name has a like one in the other",
    Term.ONE_SLIP: "the names with their legal forms differ by one slip of the hand",
    Term.SAME_BEGINNING: "both names begin with the same rare word",
    Term.SAME_FORM: "the legal form is the same",
    Term.OTHER_ALIAS: "words that are missing here stand in another name of the entry",
    Term.NEARLY: "rare words met only nearly",
    Term.SHORT: "so short a name says little",
    Term.ONE_WORD: "the listed name is a single word, the party's name has more",
    Term.TRANSLATED: "the name was read from Chinese, which can be read in several ways",
}
"""What each term says, for `--explain`."""
