"""Mail about accounts: our words, our address, and through the outbox like all other mail."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app, request
from flask_security import MailUtil

from tracker.services.mails import queue_account_mail
from tracker.web.requests import wiring

WRITING = frozenset({"security.login", "security.reset_password", "security.change_password"})
"""Where Flask-Security writes, and commits what it wrote."""

NAMES = {
    "security/email/reset_instructions": "account_link",
    "security/email/reset_notice": "password_changed",
}
"""Flask-Security's templates, and the folders of ours that stand in their place."""


class Letters(MailUtil):
    """Hands Flask-Security's mails to the outbox, written anew from `templates/email/`."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: Any,
        body: str,
        html: str | None,
        **context: Any,
    ) -> None:
        """Queues the mail that `template` stands for. The link comes from the configured address, never from the request."""
        user = context["user"]
        with _session() as session:
            queue_letter(
                session,
                NAMES.get(template, "password_changed"),
                to_name=user.name or user.email,
                to_address=user.email,
                link=link_of(context["reset_token"]) if "reset_token" in context else "",
            )


@contextmanager
def _session() -> Iterator[Any]:
    """The accounts' own session where it is writing, which Flask-Security commits: a second one would wait for it in vain."""
    if request.endpoint in WRITING:
        yield current_app.extensions["security"].datastore.db.session
        return
    with wiring().write() as session:
        yield session
        session.commit()


def link_of(token: str) -> str:
    """The address at which a password is set, once."""
    return f"{wiring().settings.base_url}/set-password/{token}"


def queue_letter(session: Any, name: str, *, to_name: str, to_address: str, link: str = "") -> None:
    """Queues the mail `templates/email/<name>/` for one person."""
    stationery = wiring().stationery
    text = stationery.renderer.render(
        name,
        to_name=to_name,
        to_address=to_address,
        mark=link,
        office_name=stationery.office_name,
        contact=stationery.contact,
        brand_colour=stationery.brand_colour,
        link_days=stationery.link_days,
    )
    queue_account_mail(
        session,
        wiring().clock.moment(),
        wiring().drawer,
        to_address=to_address,
        subject=text.subject,
        body_text=text.body_text,
        body_html=text.body_html,
    )
