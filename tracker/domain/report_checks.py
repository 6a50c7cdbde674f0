"""What a kind of report can be made of, for whom and as what: each refusal with its sentence."""

from tracker.domain.audiences import AUDIENCE_WORDS, Audience
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.meetings import STATUS_WORDS, MeetingStatus
from tracker.domain.report_kinds import FORM_WORDS, Form, ReportKind
from tracker.domain.report_words import in_a_sentence
from tracker.domain.reports import Report
from tracker.domain.wording import join_words


def check_stage(kind: ReportKind, status: MeetingStatus) -> None:
    """Raises `InvalidMove` for a meeting that has not come as far as the report needs, or was cancelled."""
    if status in kind.stages:
        return
    wait = " Start the meeting first." if status is MeetingStatus.SCHEDULED else ""
    raise InvalidMove(
        f"This meeting is {STATUS_WORDS[status]}, so its {in_a_sentence(kind.title)} cannot be built.{wait}"
    )


def check_audience(kind: ReportKind, audience: Audience) -> None:
    """Raises `BadInput` for an audience that this kind is never cut for."""
    if audience not in kind.audiences:
        words = join_words([AUDIENCE_WORDS[one] for one in kind.audiences], "or")
        raise BadInput(f"“{kind.title}” is made {words} only. Choose that.", field="audience")


def check_issue(kind: ReportKind, status: MeetingStatus) -> None:
    """Raises `InvalidMove` for the record of a meeting that is still going on, and for a paper that is never the Panel's."""
    if kind.working:
        raise InvalidMove(f"The {kind.title.lower()} is a working paper of the day, so it is not issued.")
    if kind.recut and status is MeetingStatus.IN_SESSION:
        raise InvalidMove(f"The meeting is still in session. End it, then issue its {kind.title.lower()}.")


def check_form(kind: ReportKind, form: str) -> Form:
    """The form by the ending of its file. Raises `BadInput` for one that this kind does not have."""
    if form not in kind.forms:
        words = join_words([FORM_WORDS[one] for one in kind.forms], "or")
        raise BadInput(f"“{kind.title}” can be made as {words} only. Choose another format.", field="format")
    return Form(form)


def narrowed(kind: ReportKind, report: Report, code: str, title: str) -> Report:
    """The report with nothing in it but what one post answers for. Raises `BadInput` where the kind is for all."""
    check_narrowed(kind)
    return kind.narrowed(report, code, title) if kind.narrowed else report


def check_narrowed(kind: ReportKind) -> None:
    """Raises `BadInput` for a kind that is the same for everyone."""
    if kind.narrowed is None:
        raise BadInput(
            f"“{kind.title}” has no cut for one owner: everyone gets the same. Leave the post out.",
            field="post",
        )
