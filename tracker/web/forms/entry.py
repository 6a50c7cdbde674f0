"""What every form here shares: the token is checked once for the whole app, and a service's refusal belongs to a field."""

from typing import Any

from flask_wtf import FlaskForm

from tracker.domain.errors import BadInput


class Entry(FlaskForm):
    """A form whose rules are the services'. It keeps what was typed, and says what they refused at the field they name."""

    class Meta:
        csrf = False  # CSRFProtect has checked the token of every POST before a view runs

    def refuse(self, error: BadInput, **renamed: str) -> None:
        """Shows `error` at its field; `renamed` maps the service's name of a field to that of this form."""
        name = renamed.get(error.field, error.field)
        field: Any = self._fields.get(name)
        if field is None:
            self.form_errors = [*self.form_errors, str(error)]
        else:
            field.errors = [*field.errors, str(error)]

    def text(self, name: str) -> str:
        """What was typed into `name`, without the spaces around it."""
        return str(self._fields[name].data or "").strip()


def number(typed: str | None) -> int | None:
    """The version that a form was made from, or None for what is no number (and so no version that the form can know)."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else None
