"""A POST that is sent twice is done once: what was answered to an Idempotency-Key is answered to it again."""

import hashlib
import json
import re
from collections.abc import Callable

from flask import Response, request

from tracker.services import api_answers as service
from tracker.web.api.admission import caller
from tracker.web.api.problems import Refused
from tracker.web.requests import current_session, wiring

KEY = "Idempotency-Key"
KEY_PATTERN = "^[!-~]{1,255}$"
REPEATED = "Idempotency-Replayed"
KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def once(work: Callable[[], Response]) -> Response:
    """What `work` answers, or what was answered to the same key before."""
    key = request.headers.get(KEY)
    if key is None:
        return work()
    if not re.fullmatch(KEY_PATTERN, key):
        raise Refused(
            "invalid",
            "An Idempotency-Key has 1 to 255 letters, digits or signs, without spaces.",
            [{"detail": "Send a UUID, for example.", "parameter": KEY}],
        )
    reserved = _reserve(key)
    if isinstance(reserved, service.Kept):
        return Response(reserved.body, reserved.status, {**json.loads(reserved.headers), REPEATED: "true"})
    try:
        response = work()
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        service.keep(
            current_session(),
            reserved,
            status=response.status_code,
            headers=json.dumps(headers),
            body=response.get_data(as_text=True),
        )
        # Now, rather than at the edge of the request: whether it was committed decides what becomes of the key.
        current_session().commit()
    except Exception:
        _let_go(reserved)
        raise
    return response


def _reserve(key: str) -> service.Reservation | service.Kept:
    with wiring().write() as session:
        try:
            found = service.reserve(
                session,
                token_id=caller().token_id,
                key=key,
                asked=_digest(),
                machine=wiring().clock.moment().machine,
            )
            session.commit()
        except service.UsedForAnother as error:
            raise Refused("key-used", str(error)) from error
        except service.StillAtWork as error:
            raise Refused("at-work", str(error), headers={"Retry-After": "5"}) from error
    return found


def _let_go(reserved: service.Reservation) -> None:
    current_session().rollback()
    current_session().close()
    with wiring().write() as session:
        service.let_go(session, reserved)
        session.commit()


def _digest() -> str:
    """What was asked, as a digest. Of a form its fields and files count, not the boundaries between them, which differ each time."""
    digest = hashlib.sha256(f"{request.method} {request.full_path}\n".encode())
    if request.mimetype == "multipart/form-data":
        for name, value in sorted(request.form.items(multi=True)):
            digest.update(f"{name}={hashlib.sha256(value.encode()).hexdigest()}\n".encode())
        for name, file in sorted(request.files.items(multi=True), key=lambda one: one[0]):
            digest.update(f"{name}={file.filename}\n".encode())
            digest.update(hashlib.sha256(file.stream.read()).digest())
            file.stream.seek(0)
    else:
        digest.update(request.get_data())
    return digest.hexdigest()
