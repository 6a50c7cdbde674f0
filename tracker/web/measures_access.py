"""Who may use which route of measures: everyone who is signed in reads, the secretariat changes. `access.py` takes these rows in."""

from tracker.domain.viewers import Role

READ = ("index", "show", "reading")
CHANGE = (
    "new",
    "create",
    "edit",
    "update",
    "end",
    "resume",
    "areas",
    "add_area",
    "edit_area",
    "change_area",
    "new_definition",
    "add_definition",
    "new_beside",
    "add_beside",
    "edit_beside",
    "change_beside",
    "new_rebase",
    "add_rebase",
    "take_back_rebase",
    "new_reading",
    "add_reading",
    "revise",
    "query",
    "answer",
    "remove",
    "table",
    "check_table",
)
ACCESS_TO_MEASURES: dict[str, frozenset[str]] = {
    **{f"measures.{name}": frozenset(Role) for name in READ},
    **{f"measures.{name}": frozenset({Role.SECRETARIAT}) for name in CHANGE},
}
