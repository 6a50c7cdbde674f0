"""The pages of accounts: Flask-Security's forms in our templates, and its messages in our words."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.viewers import Role
from tracker.web.requests import wiring

REFUSED = "The email address or the password is not right. Check both, then try again."
CLOSED = "This account is closed. Ask the administrator to open it again."
DEAD_LINK = "That link does not work any more: it works once, for three days. Ask for a new one here."

MESSAGES = {
    "GENERIC_AUTHN_FAILED": (REFUSED, "error"),
    "INVALID_PASSWORD": ("That is not your present password.", "error"),
    "EMAIL_NOT_PROVIDED": ("Give your email address.", "error"),
    "INVALID_EMAIL_ADDRESS": ("Give your email address in the form name@example.org.", "error"),
    "PASSWORD_NOT_PROVIDED": ("Give the password.", "error"),
    "PASSWORD_INVALID_LENGTH": (
        "Use at least %(length)s characters. Three words that do not belong together do.",
        "error",
    ),
    "PASSWORD_IS_THE_SAME": ("That is your present password. Choose another one.", "error"),
    "RETYPE_PASSWORD_MISMATCH": ("The two passwords are not the same. Type the second one again.", "error"),
    "PASSWORD_RESET_REQUEST": (
        "If %(email)s has an account here, a link to set a password is on its way there. It works once, for three days.",
        "success",
    ),
    "PASSWORD_RESET_EXPIRED": (DEAD_LINK, "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (DEAD_LINK, "error"),
    "PASSWORD_RESET_NO_LOGIN": ("Your password is set. Sign in with it now.", "success"),
    "PASSWORD_CHANGE": ("Your password is changed. Other browsers have been signed out.", "success"),
}
"""What Flask-Security says, by its names, in our words."""

ROLES = {
    "secretariat": Role.SECRETARIAT,
    "commissioner": Role.COMMISSIONER,
    "owner": Role.OWNER,
    "panel": Role.PANEL,
    "admin": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
}


def render(template: str, **context: Any) -> ResponseReturnValue:
    """Flask-Security's page in our template; 422 where the form came back with errors."""
    form = next((value for name, value in context.items() if name.endswith("_form")), None)
    if form is None or template.startswith("security/"):
        return render_template(template, **context)
    errors = _errors(form)
    page = render_template(
        template,
        errors=errors,
        email=_typed(form, "email"),
        next=_typed(form, "next"),
        token=context.get("reset_password_token", ""),
        demonstration_accounts=demonstration_accounts(),
    )
    return (page, 422) if errors else page


def demonstration_accounts() -> list[dict[str, str]]:
    """The accounts that the sign-in page names; only where demonstration data is loaded."""
    if not wiring().is_demonstration:
        return []
    return [{"email": f"{name}@demo.example", "role_name": role.value} for name, role in ROLES.items()]


def _errors(form: Any) -> list[dict[str, str]]:
    """One sentence for each field that is wrong, in the order of the form."""
    if request.method != "POST":
        return []
    if hasattr(form, "user_authenticated"):
        return _sign_in_errors(form)
    found = [
        {"text": str(field.errors[0]), "href": f"#{field.name}"}
        for field in form
        if field.errors and field.name != "csrf_token"
    ]
    return found + [{"text": str(text), "href": ""} for text in form.form_errors]


def _sign_in_errors(form: Any) -> list[dict[str, str]]:
    """What was left out; else one sentence that does not say which of the two was wrong, nor who has an account."""
    missing = [
        {"text": MESSAGES[message][0], "href": f"#{name}"}
        for name, message in (("email", "EMAIL_NOT_PROVIDED"), ("password", "PASSWORD_NOT_PROVIDED"))
        if not request.form.get(name, "").strip()
    ]
    if missing or not form.errors:
        return missing
    known = form.user_authenticated and form.user is not None
    return [{"text": CLOSED if known and not form.user.is_active else REFUSED, "href": "#email"}]


def _typed(form: Any, name: str) -> str:
    field = getattr(form, name, None)
    return str(field.data or "") if field is not None else ""
