"""Icons of variation and assurance: whole pictures, each told from the others without its colour."""

import re
from itertools import product

import pytest

from tests.support.charts import Picture
from tracker.domain.chart_words import ASSURANCE, VARIATION
from tracker.domain.control_chart_icons import assurance_icon, variation_icon
from tracker.domain.control_charts import Assurance, Improvement, PointType
from tracker.domain.svg import data_address


@pytest.mark.parametrize("kind", PointType)
def test_an_icon_of_variation_says_what_it_means(kind):
    assert Picture(variation_icon(kind, 1)).text("title") == VARIATION[kind]


@pytest.mark.parametrize("kind", [kind for kind in Assurance if kind is not Assurance.NONE])
def test_an_icon_of_assurance_says_what_it_means(kind):
    assert Picture(assurance_icon(kind, Improvement.DECREASE)).text("title") == ASSURANCE[kind]


def test_nothing_assured_has_no_icon():
    assert assurance_icon(Assurance.NONE, Improvement.INCREASE) == ""


def test_icons_differ_by_more_than_their_colour_and_title():
    icons = [variation_icon(kind, 1) for kind in PointType]
    icons += [variation_icon(kind, -1) for kind in (PointType.IMPROVEMENT, PointType.CONCERN)]
    kinds = [kind for kind in Assurance if kind is not Assurance.NONE]
    icons += [assurance_icon(*pair) for pair in product(kinds, (Improvement.INCREASE, Improvement.DECREASE))]
    bare = {re.sub(r"<title>.*?</title>|#[0-9a-f]{6}", "", icon) for icon in icons}
    assert len(bare) == len(icons)


def test_the_target_lies_on_the_side_of_the_band_where_it_lies_in_the_chart():
    def target(kind: Assurance, improvement: Improvement) -> float:
        return float(Picture(assurance_icon(kind, improvement)).all("line")[0].attrib["y1"])

    up, down = Improvement.INCREASE, Improvement.DECREASE
    # a target that a measure which should rise never reaches lies above all that it does
    assert target(Assurance.CONSISTENT_FAIL, up) < 14 < 26 < target(Assurance.CONSISTENT_PASS, up)
    assert target(Assurance.CONSISTENT_PASS, down) < 14 < 26 < target(Assurance.CONSISTENT_FAIL, down)
    assert 14 < target(Assurance.INCONSISTENT, up) == target(Assurance.INCONSISTENT, down) < 26


def test_an_icon_can_stand_in_the_address_of_an_image():
    address = data_address(variation_icon(PointType.CONCERN, 1))
    assert address.startswith("data:image/svg+xml,%3Csvg")
    assert not set('<>"# ') & set(address)
