"""The files of a version as they are handed out: each form by its name, as what it is, and the web page under a policy of its own."""

import io
import zipfile

from tests.integration.web.test_reports import HELD, SignIn, _built, _file, _held
from tests.support.builders import Record
from tracker.domain.report_kinds import ENDINGS, KINDS, MEDIA_TYPES, Form
from tracker.domain.viewers import Role


def test_each_form_is_handed_out_as_what_it_is(on_record: Record, sign_in: SignIn) -> None:
    _held(on_record)
    desk = sign_in(Role.SECRETARIAT)
    address = _file(_built(desk, HELD, kind="action-log")).removesuffix(ENDINGS[Form.PDF])
    found = {form: desk.client.get(f"{address}{ENDINGS[form]}") for form in KINDS["action-log"].forms}
    for form, answer in found.items():
        assert answer.status_code == 200
        assert answer.mimetype == MEDIA_TYPES[form]
        assert ENDINGS[form] in answer.headers["Content-Disposition"]
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(found[Form.EXCEL].data)).namelist()
    assert found[Form.CSV].data.startswith(b"\xef\xbb\xbflist,reference,title,")
    assert b"pdfaid:part" not in found[Form.PDF].data
    assert found[Form.ARCHIVE].data != found[Form.PDF].data
    policy = found[Form.HTML].headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "sandbox" not in found[Form.PDF].headers["Content-Security-Policy"]
