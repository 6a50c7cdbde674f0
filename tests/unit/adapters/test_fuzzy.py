"""Which posts are meant by what people type after @."""

import pytest

from tracker.adapters.fuzzy import PostMatcher
from tracker.domain.capture import PostName

POSTS = (
    PostName(1, "CC", "Chief Constable", "Chris Noble"),
    PostName(2, "DCC", "Deputy Chief Constable"),
    PostName(3, "ACC-LP", "Assistant Chief Constable (Local Policing)", "Becky Riggs"),
    PostName(4, "ACC-PP", "ACC Public Protection", "Zoë Hart"),
    PostName(5, "HOC", "Head of Contact"),
    PostName(6, "HLR", "Head of Local Resolution"),
    PostName(7, "PFCC", "Police, Fire and Crime Commissioner"),
    PostName(8, "DPFCC", "Deputy Police, Fire and Crime Commissioner"),
    PostName(9, "CEX", "Chief Executive and Monitoring Officer"),
    PostName(10, "RCL", "Resolution Centre Lead", "Jo Contact"),
)
matcher = PostMatcher()


def codes(query: str) -> list[str]:
    return [post.code for post in matcher.match(query, POSTS)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cc", "CC"),
        ("ACC-LP", "ACC-LP"),
        ("acc lp", "ACC-LP"),
        ("chief constable", "CC"),
        ("Chief  Constable", "CC"),
        ("assistant chief constable public protection", "ACC-PP"),
        ("acc local policing", "ACC-LP"),
        ("commissioner", "PFCC"),
        ("deputy commissioner", "DPFCC"),
        ("head of contact", "HOC"),
        ("riggs", "ACC-LP"),
        ("acc riggs", "ACC-LP"),
        ("Zoe Hart", "ACC-PP"),
        ("local res", "HLR"),
        ("monitoring", "CEX"),
        ("mo", "CEX"),
        ("resolutoin centre lead", "RCL"),
        ("comisioner", "PFCC"),
        ("hed of local resolution", "HLR"),
        ("headofcontact", "HOC"),
        ("rigs", "ACC-LP"),
        ("chief exec", "CEX"),
        ("chief con", "CC"),
        ("head con", "HOC"),
        ("acc prot", "ACC-PP"),
        ("ch con riggs", "ACC-LP"),
        ("acc pp", "ACC-PP"),
        ("lp", "ACC-LP"),
        ("br", "ACC-LP"),
        ("rcl", "RCL"),
        ("cheif constable", "CC"),
        ("head of contct", "HOC"),
        ("acc publc prot", "ACC-PP"),
    ],
)
def test_what_fits_one_post_best_finds_it_alone(query: str, code: str) -> None:
    assert codes(query) == [code]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("acc", {"ACC-LP", "ACC-PP"}),
        ("local", {"ACC-LP", "HLR"}),
        ("contact", {"HOC", "RCL"}),
        ("resolution", {"HLR", "RCL"}),
        ("head", {"HOC", "HLR"}),
        ("deputy", {"DCC", "DPFCC"}),
    ],
)
def test_several_that_fit_equally_well_are_all_answered(query: str, expected: set[str]) -> None:
    assert set(codes(query)) == expected


@pytest.mark.parametrize("query", ["", "   ", "@", "foo", "xx", "finance", "head of nothing", "zz contact"])
def test_what_fits_nothing_finds_nothing(query: str) -> None:
    assert codes(query) == []


def test_a_short_form_may_stand_for_a_post_with_a_name_of_its_own() -> None:
    posts = (
        PostName(1, "A", "Staffordshire Commissioner"),
        PostName(2, "B", "Deputy Staffordshire Commissioner"),
    )
    assert [post.code for post in matcher.match("pcc", posts)] == ["A"]
    assert [post.code for post in matcher.match("dpcc", posts)] == ["B"]


def test_first_letters_that_fit_two_posts_find_both() -> None:
    posts = (PostName(1, "A", "Head of Criminal Justice"), PostName(2, "B", "Criminal Justice Board Manager"))
    assert {post.code for post in matcher.match("cj", posts)} == {"A", "B"}
    assert [post.code for post in matcher.match("cjb", posts)] == ["B"]


def test_a_misspelt_title_that_is_as_near_to_two_finds_both() -> None:
    posts = (PostName(1, "A", "Head of Contact"), PostName(2, "B", "Head of Contract"))
    assert {post.code for post in matcher.match("head of contrct", posts)} == {"A", "B"}


def test_other_posts_another_time_are_no_matter() -> None:
    before, after = (PostName(1, "A", "Head of Contact"),), (PostName(1, "A", "Head of Roads"),)
    assert matcher.match("contact", before) == before
    assert matcher.match("contact", after) == ()


def test_whole_words_win_over_beginnings() -> None:
    posts = (PostName(1, "A", "Contactless Payments Lead"), PostName(2, "B", "Head of Contact"))
    assert [post.code for post in matcher.match("contact", posts)] == ["B"]
    assert [post.code for post in matcher.match("contac", posts)] == ["B", "A"]


def test_the_same_question_gets_the_same_answer_whatever_the_order_of_posts() -> None:
    assert matcher.match("local", POSTS) == matcher.match("local", POSTS[::-1])


def test_an_office_may_have_aliases_of_its_own() -> None:
    own = PostMatcher({"boss": "chief constable"})
    assert [post.code for post in own.match("boss", POSTS)] == ["CC"]


def test_no_posts_fit_when_there_are_none() -> None:
    assert matcher.match("contact", ()) == ()
