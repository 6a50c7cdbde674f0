"""Makes mails from folders of three Jinja templates: subject.txt, body.txt, body.html."""

import re

from jinja2 import Environment

from tracker.ports import MailText

BLANK_LINES = re.compile(r"\n{3,}")


class TemplateMails:
    """`environment` loads from `templates/email` and escapes what people typed in its `.html` parts alone."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def render(self, name: str, **context: object) -> MailText:
        """The mail `name`. Its subject is one line, whatever was typed into what it names."""
        text = self._part(name, "body.txt", context)
        return MailText(
            subject=" ".join(self._part(name, "subject.txt", context).split()),
            body_text=BLANK_LINES.sub("\n\n", text).strip() + "\n",
            body_html=self._part(name, "body.html", context).strip() + "\n",
        )

    def _part(self, name: str, part: str, context: dict[str, object]) -> str:
        return self._environment.get_template(f"{name}/{part}").render(context)
