"""Who there is, as the table of routes speaks of them."""

from tracker.domain.viewers import Role

ADMINISTRATOR, SECRETARIAT, COMMISSIONER = Role.ADMINISTRATOR, Role.SECRETARIAT, Role.COMMISSIONER
OWNER, PANEL, AUDITOR = Role.OWNER, Role.PANEL, Role.AUDITOR

EVERYONE: frozenset[str] = frozenset({*Role, "public"})
"""The public too."""
BEARERS: frozenset[str] = frozenset({"bearer"})
"""Programs with a token, which `web/api/admission.py` asks for: nobody who is signed in."""
NO_ONE: frozenset[str] = frozenset()
"""Routes that a library brings and we do not use."""
SIGNED_IN = frozenset(Role)
OFFICE = frozenset({SECRETARIAT, COMMISSIONER, ADMINISTRATOR, AUDITOR})
READERS = OFFICE | {OWNER}
DESK = frozenset({SECRETARIAT})
DECIDERS = frozenset({SECRETARIAT, COMMISSIONER})
ANSWERING = frozenset({SECRETARIAT, OWNER})
KEEPERS = frozenset({SECRETARIAT, ADMINISTRATOR})
ADMINISTRATORS = frozenset({ADMINISTRATOR})
WATCHERS = frozenset({ADMINISTRATOR, AUDITOR})
