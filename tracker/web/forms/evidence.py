"""The form that attaches evidence to an action: a file, a web address, or a document by its name."""

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovRadioInput, GovTextInput
from wtforms import RadioField, StringField

from tracker.domain.errors import BadInput
from tracker.domain.evidence import EvidenceKind, Locator, page_number
from tracker.web.forms.entry import Entry

KINDS = {
    EvidenceKind.FILE.value: "A file",
    EvidenceKind.WEB.value: "A web address",
    EvidenceKind.DOCUMENT.value: "A document, by its name",
}
LONGEST = 300


class EvidenceForm(Entry):
    kind = RadioField("What is the evidence?", widget=GovRadioInput(), choices=KINDS)
    file = FileField("File", widget=GovFileInput())
    url = StringField(
        "Address", widget=GovTextInput(), description="The whole address, starting with https://"
    )
    label = StringField(
        "What it shows", widget=GovTextInput(), description="The words of the link; you can leave it empty"
    )
    document = StringField(
        "Document",
        widget=GovTextInput(),
        description="For example, performance pack of May 2023. It need not be held here",
    )
    page = StringField("Page", widget=GovTextInput(), description="Leave it empty where there are no pages")
    place = StringField("Place", widget=GovTextInput(), description="For example, table 2 or paragraph 14")

    @property
    def chosen(self) -> EvidenceKind:
        """What is given. Raises `BadInput` when nothing was chosen."""
        value = self.text("kind")
        if value not in list(EvidenceKind):
            raise BadInput("Choose what the evidence is.", field="kind")
        return EvidenceKind(value)

    def where(self) -> Locator:
        """The place in it. Raises `BadInput` for a page that is no number."""
        for name in ("place", "label", "document"):
            if len(self.text(name)) > LONGEST:
                raise BadInput(f"Keep this to {LONGEST} characters.", field=name)
        return Locator(page_number(self.text("page")), " ".join(self.text("place").split()))
