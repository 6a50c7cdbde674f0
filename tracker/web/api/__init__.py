"""The API for other programs. `operations.py` is its table; each noun has a module; `description.py` tells all of it.

It knows no session and no cookie: a token is all that opens it, so there is nothing that another site could make a browser use.
"""

from tracker.web.api import actions, description, evidence, measures, meetings, updates  # noqa: F401  (their operations)
from tracker.web.api.admission import admit
from tracker.web.api.negotiation import check_acceptable, finish, refuse_tidier_address
from tracker.web.api.operations import api
from tracker.web.api.problems import answer_to

api.before_app_request(refuse_tidier_address)
api.before_request(check_acceptable)
api.before_request(admit)
api.after_request(finish)
api.register_error_handler(Exception, answer_to)
# No cookie opens it, so no other site can send a form with one.
api.record_once(lambda state: state.app.extensions["csrf"].exempt(api))
