"""The form that attaches evidence to an action: a file, a web address, a document by its name, a reading, a second of video."""

from datetime import date

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovRadioInput, GovSelect, GovTextInput
from wtforms import RadioField, SelectField, StringField

from tracker.domain.errors import BadInput
from tracker.domain.evidence import EvidenceKind, Locator, page_number
from tracker.web.forms.days import day_gone_by
from tracker.web.forms.entry import Entry, number

KINDS = {
    EvidenceKind.FILE.value: "A file",
    EvidenceKind.WEB.value: "A web address",
    EvidenceKind.DOCUMENT.value: "A document, by its name",
    EvidenceKind.READING.value: "A reading of a measure",
    EvidenceKind.VIDEO.value: "A place in the video of a meeting",
}
LONGEST = 300


class EvidenceForm(Entry):
    kind = RadioField("What is the evidence?", widget=GovRadioInput(), choices=KINDS)
    file = FileField("File", widget=GovFileInput())
    url = StringField(
        "Address", widget=GovTextInput(), description="The whole address, starting with https://"
    )
    label = StringField(
        "Words of the link", widget=GovTextInput(), description="What it is called; you can leave it empty"
    )
    seen_on = StringField(
        "Seen on", widget=GovTextInput(), description="The day on which you looked at it; nothing means today"
    )
    document = StringField(
        "Document",
        widget=GovTextInput(),
        description="For example, performance pack of May 2023. It need not be held here",
    )
    page = StringField("Page", widget=GovTextInput(), description="Leave it empty where there are no pages")
    reading = SelectField("Reading", widget=GovSelect())
    meeting = SelectField("Meeting", widget=GovSelect())
    second = StringField("Place", widget=GovTextInput(), description="From the beginning, such as 0:52:10")
    update = SelectField("Does it belong to an update?", widget=GovSelect())
    shows = StringField(
        "What is it meant to show?",
        widget=GovTextInput(),
        description="For example: the rate has risen since June. You can leave it empty",
    )
    place = StringField("Place", widget=GovTextInput(), description="For example, table 2 or paragraph 14")

    @property
    def chosen(self) -> EvidenceKind:
        """What is given. Raises `BadInput` when nothing was chosen."""
        value = self.text("kind")
        if value not in KINDS:
            raise BadInput("Choose what the evidence is.", field="kind")
        return EvidenceKind(value)

    def day_seen(self, today: date) -> date:
        """Today where nothing was typed. Raises `BadInput`."""
        return day_gone_by(self.text("seen_on"), today, field="seen_on")

    def where(self) -> Locator:
        """The place in it. Raises `BadInput` for a page that is no number."""
        for name in ("place", "label", "document", "shows"):
            if len(self.text(name)) > LONGEST:
                raise BadInput(f"Keep this to {LONGEST} characters.", field=name)
        return Locator(page_number(self.text("page")), " ".join(self.text("place").split()))

    def picked(self, name: str, sentence: str) -> int:
        """The number that was chosen of a list. Raises `BadInput` with `sentence` where none was."""
        found = number(self.text(name))
        if found is None:
            raise BadInput(sentence, field=name)
        return found
