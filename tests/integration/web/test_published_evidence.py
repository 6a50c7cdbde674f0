"""What the page of an action says that it rests on: the published paper at its page, and nothing that was withdrawn."""

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.published import TAKEN_BACK, publish
from tracker.domain.evidence import Locator
from tracker.domain.publishing import Published
from tracker.services import publishing
from tracker.services.documents import Paper, Upload, add_document, name_document
from tracker.services.evidence import attach_document
from tracker.wiring import Wiring

PDF = b"%PDF-1.7 The pack"


def test_an_action_leads_to_the_page_of_the_paper_until_that_is_withdrawn(
    on_record: Record, visitor: Browser, wires: Wiring
) -> None:
    desk, action = on_record.desk, on_record.action("Bring the figures")
    pack = add_document(desk, wires.files, Paper(title="The pack"), Upload("a.pdf", PDF, 1_000)).document
    name_document(desk, Paper(title="The review"), held=False)
    row = publish(on_record, Published.DOCUMENT, pack.code)
    attach_document(desk, action, "The pack", where=Locator(8))
    attach_document(desk, action, "The review", where=Locator(None, "Part 2"))
    publish(on_record, Published.ACTION, action.reference)
    desk.session.commit()
    page = visitor.get(f"/published/actions/{action.reference}")
    assert page.html.find("a", href=f"/published/documents/{pack.code}/files/{pack.code}.pdf#page=8")
    assert "Part 2 (not published here)" in page.text
    publishing.withdraw(desk, row, TAKEN_BACK)
    desk.session.commit()
    visitor.client.application.extensions["published_front"].forget()
    page = visitor.get(f"/published/actions/{action.reference}")
    assert "The pack" not in page.text
    assert "The review" in page.text
