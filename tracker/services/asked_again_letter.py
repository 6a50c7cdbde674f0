"""The mail by which an owner is asked once more: what was asked, what they said, and what the secretariat still wants to know."""

from tracker.domain.marking import WITHHELD, Marking
from tracker.domain.references import spoken
from tracker.domain.reminder_words import titled
from tracker.domain.wording import date_words
from tracker.models.actions import Action, Update
from tracker.ports import MailText
from tracker.services.letters import RATINGS, around, one_line
from tracker.services.post_office import Stationery


def write_asked_again(
    stationery: Stationery,
    *,
    to_name: str,
    action: Action,
    update: Update,
    words: str,
    mark: str,
    is_hidden: bool,
) -> MailText:
    """`words` are the secretariat's, with their lines; with `is_hidden` the mail carries none of what was written.

    `mark` stands where the one link will be.
    """
    asked, number = one_line(action.asked), spoken(action.reference)
    about = f"One more question on {number}"
    return stationery.renderer.render(
        "asked_again",
        subject_words=about if is_hidden else titled(f"{about}:", action.title),
        number=number,
        withheld=f"{Marking.SENSITIVE}. {WITHHELD}" if is_hidden else "",
        title=action.title,
        asked="" if asked == one_line(action.title) else asked,
        said_on=update.given_words or date_words(update.given_on),
        rating=RATINGS[update.rating] if update.rating else "",
        said=one_line(update.body),
        words=words.splitlines(),
        mark=mark,
        **around(stationery, to_name) | {"marking": Marking.SENSITIVE if is_hidden else Marking.OFFICIAL},
    )
