"""What the Panel asks of the office: logged as an action with its own day for the written reply, and the reply noted."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.due import NOT_DATED, Due, DueKind
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.panel_asks import LONGEST_IN_CLOCK, LONGEST_WHO, LONGEST_WORDS, AskKind
from tracker.domain.statutory import USUAL_STEPS, ClockKind, ClockWanted, steps_text
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.inspections import PanelAsk
from tracker.models.meetings import MeetingSeries
from tracker.services.actions import Wanted, raise_outside
from tracker.services.clocks import meet_clock, start_clock
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import panel_asks as stored
from tracker.store import posts

_THE = "The "


@dataclass(frozen=True)
class AskWanted:
    """What the Panel asked, as it is typed: in its words (`wording`) and in ours (`title`). `post` is the code of who answers for it."""

    kind: AskKind
    wording: str
    title: str
    asked_on: date | None
    asked_by: str = ""
    reply_by: date | None = None
    post: str = ""


def log_ask(desk: Desk, series: MeetingSeries, wanted: AskWanted) -> PanelAsk:
    """Puts on record what the Panel asked, as an action of its series that is due when it wants its reply; that starts a clock.

    Raises `BadInput` for the field that makes no sense.
    """
    _check(desk, wanted)
    asked_on = wanted.asked_on or desk.moment.today
    post = posts.find(desk.session, wanted.post) if wanted.post else None
    action = raise_outside(
        desk,
        series_id=series.key,
        wanted=Wanted(
            title=wanted.title,
            asked=wanted.wording.strip(),
            post_id=post.key if post else None,
            due=Due(DueKind.DATE, on=wanted.reply_by) if wanted.reply_by else NOT_DATED,
        ),
        origin=f"Raised by the {series.title.removeprefix(_THE)} on {date_words(asked_on)}",
        raised_on=asked_on,
    )
    return note_ask(desk, action, wanted)


def note_ask(desk: Desk, action: Action, wanted: AskWanted) -> PanelAsk:
    """Says of an action of the Panel's meetings what the Panel asked. Raises `BadInput`, and `InvalidMove` where that is said already."""
    _check(desk, wanted)
    if stored.of_action(desk.session, action.key, lock=True):
        raise InvalidMove(f"What the Panel asked is noted of {action.reference} already.")
    ask = PanelAsk(
        action_id=action.key,
        kind=wanted.kind,
        wording=wanted.wording.replace("\r\n", "\n").strip(),
        asked_by=" ".join(wanted.asked_by.split()),
        reply_by=wanted.reply_by,
        clock_id=_clock(desk, action, wanted) if wanted.reply_by else None,
    )
    desk.session.add(ask)
    desk.session.flush()
    record(desk, "panel.asked", action.reference, after=shown(ask))
    return ask


def note_reply(
    desk: Desk, ask: PanelAsk, action: Action, reply: str, replied_on: date | None, *, version: int | None
) -> PanelAsk:
    """The written reply, and the day on which it went: the clock is met. The action stays as it is. Call it with the ask locked.

    Raises `BadInput` (fields `reply`, `replied_on`), and `Conflict` where someone was first.
    """
    before = shown(ask)
    check_version(ask, version, before)
    text = reply.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST_WORDS:
        raise BadInput(f"Give the reply, in up to {LONGEST_WORDS:,} characters.", field="reply")
    if replied_on is None or replied_on > desk.moment.today:
        raise BadInput(
            "Give the day on which the reply went, not one that is still to come.", field="replied_on"
        )
    if action.raised_on and replied_on < action.raised_on:
        raise BadInput(
            f"The Panel asked on {date_words(action.raised_on)}. Give that day or a later one.",
            field="replied_on",
        )
    ask.reply, ask.replied_on = text, replied_on
    next_version(ask)
    clock = stored.clock_of(desk.session, ask)
    if clock is not None:
        meet_clock(desk, clock, replied_on, version=None)
    record_change(desk, "panel.replied", action.reference, before, shown(ask))
    return ask


def shown(ask: PanelAsk) -> dict[str, object]:
    """What the history keeps of it."""
    names = ("kind", "wording", "asked_by", "reply_by", "reply", "replied_on")
    return {name: getattr(ask, name) for name in names}


def _check(desk: Desk, wanted: AskWanted) -> None:
    words = wanted.wording.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise BadInput(f"Give the Panel’s words, in up to {LONGEST_WORDS:,} characters.", field="wording")
    if len(wanted.asked_by) > LONGEST_WHO:
        raise BadInput(f"Keep who asked to {LONGEST_WHO} characters.", field="asked_by")
    if wanted.asked_on is None or wanted.asked_on > desk.moment.today:
        raise BadInput(
            "Give the day on which the Panel asked, not one that is still to come.", field="asked_on"
        )
    if wanted.reply_by and wanted.reply_by < wanted.asked_on:
        raise BadInput(
            "The reply cannot be wanted before it was asked for. Change one of the days.", field="reply_by"
        )
    if wanted.post and posts.find(desk.session, wanted.post) is None:
        raise BadInput("There is no such post. Choose one.", field="post")
    if wanted.reply_by and not wanted.post:
        raise BadInput("Choose who answers for the reply: that post is reminded of its day.", field="post")


def _clock(desk: Desk, action: Action, wanted: AskWanted) -> int:
    title = (
        action.title
        if len(action.title) <= LONGEST_IN_CLOCK
        else f"{action.title[:LONGEST_IN_CLOCK].rpartition(' ')[0]} …"
    )
    post = posts.by_code(desk.session, wanted.post)
    clock = start_clock(
        desk,
        ClockWanted(
            kind=ClockKind.PANEL_REPLY,
            title=f"Reply to the Panel: {title}",
            post_id=post.key,
            starts_on=wanted.asked_on,
            last_on=wanted.reply_by,
            steps=steps_text(USUAL_STEPS),
            action=action.reference,
        ),
    )
    return clock.key
