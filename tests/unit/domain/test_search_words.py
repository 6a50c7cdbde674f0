"""What somebody looks for, as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.search_words import LONGEST, Query, read_query
from tracker.domain.stemming import WordReader

READER = WordReader(EnglishStemmer())


def query(typed: str) -> Query:
    return read_query(typed, READER)


@pytest.mark.parametrize(
    ("typed", "required"),
    [
        ("abandonment rate", ((("abandon",),), (("rate",),))),
        ('"abandonment rate"', ((("abandon", "rate"),),)),
        ("“abandonment rate” 101", ((("abandon", "rate"),), (("101",),))),
        ('101 "abandonment rate', ((("101",),), (("abandon", "rate"),))),
        ("PPM-006", ((("ppm", "006"), ("ppm006",)),)),
        ("8.6%", ((("8_6",),),)),
        ("s.55", ((("s", "55"), ("s55",)),)),
        ("rate,rates (rating)", ((("rate",),),)),
        ("the rate of abandonment", ((("rate",),), (("abandon",),))),
        ("who is it", ((("who",),), (("is",),), (("it",),))),
        ('"to the Board"', ((("to", "the", "board"),),)),
        ("-17 %", ((("17",),),)),
        ("Grade 1 – response", ((("grade",),), (("1",),), (("respons",),))),
    ],
)
def test_what_a_text_must_have(typed, required):
    assert query(typed).required == required
    assert query(typed).refused == ()


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("rate -burglary", ((("burglari",),),)),
        ('rate -"vehicle crime"', ((("vehicl", "crime"),),)),
        ("rate -re-offending", ((("re", "offend"), ("reoffend",)),)),
        ("rate - burglary", ()),
        ("rate-burglary", ()),
    ],
)
def test_a_minus_leaves_out(typed, refused):
    assert query(typed).refused == refused
    assert (("rate",),) in query(typed).required or typed == "rate-burglary"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type what you are looking for."),
        ("  ", "Type what you are looking for."),
        ("?!…", "There is no word or number in what you typed. Type at least one."),
        ('"" – ""', "There is no word or number in what you typed. Type at least one."),
        ("-burglary", "A minus leaves out what has a word. Type a word to look for as well."),
    ],
)
def test_a_query_that_looks_for_nothing_says_so(typed, words):
    assert not query(typed).looks_for_something
    assert query(typed).why_not == words


@given(st.text(st.one_of(st.characters(), st.sampled_from("ab9 .-\"“”()*:^_'")), max_size=300))
def test_any_text_is_a_query(typed):
    found = query(typed)
    assert len(found.typed) <= LONGEST
    assert found.looks_for_something or found.why_not
    stems = [stem for term in (*found.required, *found.refused) for phrase in term for stem in phrase]
    assert all(stem.isascii() and stem.replace("_", "a").isalnum() and stem != "_" for stem in stems)
