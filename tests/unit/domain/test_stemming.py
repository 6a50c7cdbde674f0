"""The words of a text as search knows them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.stemming import BARRIER, LONGEST_WORD, MOST_STEMS, WordReader, fold

READER = WordReader(EnglishStemmer())
ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from("ab9 .,-–/'’\u0301\u00ad\nﬁ½é_")), max_size=60)


def stems(*texts: str) -> str:
    return READER.stems("", *texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abandonment", "abandoned"),
        ("café", "CAFE\u0301"),
        ("oﬃcers", "officer"),
        ("the force’s", "the force's"),
        ("the force's", "the force"),
        ("don’t", "dont"),
        ("perfor\u00admance", "performance"),
        ("Encyclopædia", "encyclopaedia"),
        ("1,234", "1234"),
        ("8.6%", "8.6"),
        ("ｆｕｌｌ", "full"),
        ("2018–19", "2018/19"),
    ],
)
def test_two_ways_to_write_a_word_have_the_same_stems(one, other):
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"), [("8.6", "86"), ("101", "110"), ("006", "6"), ("police", "policy")]
)
def test_two_words_stay_apart(one, other):
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("PPM-006", "ppm 006 _ ppm006"),
        ("s.55 of the Act", "s 55 of the act _ s55"),
        ("re-offending", "re offend _ reoffend"),
        ("perform-\nance", "perform anc _ perform"),
        ("101 calls", "101 call"),
        ("8.6 % → 12.7 %", "8_6 12_7"),
        ("“Grade 2” – attendance", "grade 2 attend"),
        ("the 3:29 mark", "the 3 29 mark _ 329"),
        ("O’Brien", "obrien"),
        ("a_b", "a b"),
        ("", ""),
        ("– … !", ""),
    ],
)
def test_what_is_kept_of_a_text(text, kept):
    assert stems(text) == kept


def test_no_phrase_crosses_from_one_text_into_the_next():
    assert stems("Abandonment rate", "The 101 line") == f"abandon rate {BARRIER} the 101 line"


def test_the_words_of_the_title_stand_once_more_as_such():
    kept = READER.stems("Abandoned calls", "The 101 line")
    assert kept == "abandon call _ the 101 line _ _tabandon _ _tcall"


def test_the_place_of_a_word_is_that_in_the_text():
    text = "In PPM-006 the oﬃcer’s café"
    found = [
        text[starts + part.starts : starts + part.ends]
        for starts, joined in READER.joined(text)
        for part in joined.parts
    ]
    assert found == ["In", "PPM", "006", "the", "oﬃcer’s", "café"]


@given(ANYTHING)
def test_both_databases_are_given_nothing_but_plain_words(text):
    kept = READER.stems(text, text)
    assert re.fullmatch(r"[a-z0-9_ ]*", kept)
    assert kept == " ".join(kept.split())
    assert all(len(word) <= LONGEST_WORD + 4 for word in kept.split())


@given(ANYTHING)
def test_folding_a_folded_word_changes_nothing(text):
    for _, joined in READER.joined(text):
        for part in joined.parts:
            if "_" not in part.folded:
                assert fold(part.folded) == part.folded


def test_a_text_beyond_all_measure_is_cut_at_a_word():
    kept = stems(" ".join(f"reference{n}" for n in range(100_000)))
    assert len(kept) <= MOST_STEMS
    assert re.fullmatch(r"reference\d+", kept.split()[-1])


def test_a_hostile_text_is_read_in_no_time():
    assert stems("-\n " * 100_000 + "," * 100_000 + "1," * 50_000)
