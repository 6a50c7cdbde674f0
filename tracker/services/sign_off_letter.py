"""The mail that asks a post of the force whether what a report says of it may be passed on."""

from tracker.domain.audiences import AUDIENCE_WORDS
from tracker.domain.meeting_words import day_words
from tracker.domain.references import spoken
from tracker.domain.report_kinds import kind_named
from tracker.domain.report_words import in_a_sentence
from tracker.models.reports import ReportVersion, SignOff
from tracker.ports import MailText
from tracker.services.letters import around
from tracker.services.meeting_letters import paragraphs
from tracker.services.post_office import Stationery
from tracker.services.report_subjects import Subject


def write_sign_off_mail(
    stationery: Stationery,
    *,
    to_name: str,
    version: ReportVersion,
    about: Subject,
    made: str,
    asked: SignOff,
    is_hidden: bool,
) -> MailText:
    """`made` is when the version was cut, in words. With `is_hidden` the report is OFFICIAL-SENSITIVE, and does not go by mail."""
    name = in_a_sentence(kind_named(version.kind).title)
    return stationery.renderer.render(
        "sign_off",
        subject_words=f"For your sign-off: {name}, {_what(about)}",
        report=name,
        about=_what(about),
        number=version.number,
        made=made,
        readers=AUDIENCE_WORDS[version.audience],
        answer_by=asked.answer_by,
        note=paragraphs(asked.note),
        is_hidden=is_hidden,
        **around(stationery, to_name, is_sensitive=is_hidden),
    )


def _what(about: Subject) -> str:
    """ "4 October 2023", "Head of Contact", "Action 006" """
    if about.meeting:
        return day_words(about.meeting)
    if about.inspections:
        return about.inspections.report.title if about.inspections.report else "all inspection reports"
    return about.post.title if about.post else spoken(about.name)
