"""A day that is typed into one field, in any of the ways of the one-line grammar."""

from datetime import date, timedelta

from tracker.domain.capture_dates import Unreadable, read_date
from tracker.domain.errors import BadInput
from tracker.domain.wording import date_words
from tracker.web.forms.day_field import read_day


def typed_day(typed: str, today: date, *, field: str, now: date | None = None) -> date:
    """The day that was typed: "30 November 2023", "30/11/23", "end of June". Raises `BadInput` for `field`.

    `now` is the day on record: left as it stands it is taken, even when it is past.
    """
    text = " ".join(typed.split())
    if not text:
        raise BadInput("Give a date, such as 30 November 2023.", field=field)
    if now is not None and text.casefold() in (date_words(now).casefold(), now.isoformat()):
        return now
    read = read_date(text, 0, today)
    if read is None or read.end != len(text):
        raise BadInput(f"“{text[:40]}” is not a date. Type one such as 30 November 2023.", field=field)
    if isinstance(read.on, Unreadable):
        if now is not None and read.on.kind == "past_date" and _is(text, now):
            return now
        # The grammar's sentences show how a whole line would say it; here the date stands alone.
        raise BadInput(read.on.sentence.replace("“due ", "“"), field=field)
    return read.on


def day_gone_by(typed: str, today: date, *, field: str) -> date:
    """A day up to today: "18 September 2023", "18 September", "yesterday"; nothing is today. Raises `BadInput` for `field`."""
    text = " ".join(typed.split())
    spoken = {"": today, "today": today, "yesterday": today - timedelta(days=1)}
    if text.casefold() in spoken:
        return spoken[text.casefold()]
    for year in ("", f" {today.year}", f" {today.year - 1}"):
        try:
            day = read_day(f"{text}{year}")
        except ValueError:
            continue
        if day <= today:
            return day
        if not year:
            raise BadInput("That day has not come yet. Give the day on which it came.", field=field)
    raise BadInput(f"“{text[:40]}” is not a day. Type one such as {date_words(today)}.", field=field)


def _is(text: str, day: date) -> bool:
    """True when `text` is that past day in other words."""
    read = read_date(text, 0, day)
    return read is not None and read.on == day
