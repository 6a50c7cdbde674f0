"""Nothing that is withheld stands in any output: a word of its own in every text that can be withheld, looked for in all of them."""

import re
from functools import cache

import pytest

from tests.support.canaries import canary_report, is_canary
from tests.support.leaks import words_in
from tracker.domain.audiences import Audience
from tracker.domain.redaction import Redaction, offered
from tracker.domain.redaction_paths import texts
from tracker.domain.report_changes import changes
from tracker.domain.report_cuts import Cut, as_it_stands
from tracker.domain.report_kinds import KINDS, Form, ReportKind
from tracker.domain.report_record import record_text
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.services.report_files import file_name, make_file
from tracker.wiring import Wiring

READERS = (Audience.PANEL, Audience.PUBLIC)
CUTS = [
    pytest.param(kind, audience, form, id=f"{kind.name}-{audience}-{form}")
    for kind in KINDS.values()
    for audience in READERS
    if audience in kind.audiences
    for form in kind.forms
    if audience is Audience.PUBLIC or form is Form.PDF
]
"""Every form of every kind for the public, and what the Panel prints: a new kind or a new form is looked at by itself."""


def withholding(kind: ReportKind, audience: Audience) -> Cut:
    """Everything that can be withheld is; the version before told all of it."""
    report = canary_report(kind)
    redactions = tuple(Redaction(place.path, "", "foi-40") for place in offered(report))
    cut = Cut(audience=audience, redactions=redactions)
    if kind.compared is None:
        return cut
    told = changes(kind.compared(report), kind.compared(as_it_stands(report, cut)))
    return Cut(audience=audience, redactions=redactions, changed_since="version 1", changes=told)


@cache
def frozen(kind: ReportKind) -> RecordSnapshot:
    report = canary_report(kind)
    return RecordSnapshot(kind=kind.name, record=record_text(report), about="meeting:PPM-2023-10-04")


@pytest.mark.parametrize(("kind", "audience", "form"), CUTS)
def test_no_withheld_word_is_in_any_file(
    kind: ReportKind, audience: Audience, form: Form, wires: Wiring
) -> None:
    content = make_file(wires.report_press, frozen(kind), withholding(kind, audience), form)
    assert set(re.findall(r"canary\d+bird", words_in(content), re.IGNORECASE)) == set()


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if Audience.PUBLIC in kind.audiences])
def test_the_same_words_are_found_where_they_are_not_withheld(kind: ReportKind, wires: Wiring) -> None:
    """Else nothing above would prove anything: most of what a report holds is read in its file."""
    every = {place.text for place in texts(canary_report(kind)) if is_canary(place.text)}
    content = make_file(wires.report_press, frozen(kind), Cut(audience=Audience.PANEL), Form.PDF)
    found = set(re.findall(r"canary\d+bird", words_in(content)))
    assert len(found & every) > len(every) / 5


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_text_of_every_kind_can_be_withheld(kind: ReportKind) -> None:
    report = canary_report(kind)
    for audience in Audience:
        left = [
            place.path
            for place in texts(as_it_stands(report, withholding(kind, audience)))
            if is_canary(place.text)
        ]
        assert left == []
    paths = {place.path for place in offered(report)}
    assert {place.path for place in texts(report) if is_canary(place.text)} <= paths


def test_the_name_of_a_file_says_nothing_of_what_is_in_it() -> None:
    version = ReportVersion(
        snapshot_id=1, kind="action-log", about="meeting:PPM-2023-10-04", audience=Audience.PUBLIC, number=2
    )
    assert file_name(version) == "action-log-ppm-2023-10-04-public-v2.pdf"
