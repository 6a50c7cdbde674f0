"""Filters of the actions under a name: whose they are, who sees them, and what they count."""

from dataclasses import replace

import pytest
from sqlmodel import select

from tests.support.builders import OWNER, SECRETARIAT, TODAY, Record, acting_as
from tracker.domain.errors import BadInput, Conflict, NotAllowed, NotFound
from tracker.domain.viewers import Role, Viewer
from tracker.models.outside import SavedFilter
from tracker.models.users import User
from tracker.services.desk import Desk
from tracker.services.saved_filters import correct_filter, delete_filter, keep_filter
from tracker.store import saved_filters as stored


def account(desk: Desk, name: str) -> int:
    user = User(email=f"{name}@office.example.org", name=name, fs_uniquifier=name, created_at=desk.moment.now)
    desk.session.add(user)
    desk.session.flush()
    assert user.id
    return user.id


@pytest.fixture
def sam(desk: Desk) -> Desk:
    return acting_as(desk, replace(SECRETARIAT, user_id=account(desk, "sam")))


@pytest.fixture
def cory(desk: Desk) -> Desk:
    by = replace(
        SECRETARIAT, name="Cory", roles=frozenset({Role.COMMISSIONER}), user_id=account(desk, "cory")
    )
    return acting_as(desk, by)


def viewer(desk: Desk) -> Viewer:
    return Viewer(desk.by.name, desk.by.roles, desk.by.user_id)


def test_what_it_keeps_is_canonical_and_what_a_list_cannot_mean_is_left_out(sam: Desk) -> None:
    row = keep_filter(sam, name=" Late  ones ", query="text=a&colour=red&overdue=1&page=7", shared=False)
    assert (row.name, row.query) == ("Late ones", "status=&text=a&overdue=1")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "LATE ones"])
def test_a_name_is_needed_and_there_once_for_each_person(sam: Desk, cory: Desk, name: str) -> None:
    keep_filter(sam, name="Late ones", query="overdue=1", shared=False)
    keep_filter(cory, name="Late ones", query="overdue=1", shared=False)
    with pytest.raises(BadInput) as refused:
        keep_filter(sam, name=name, query="overdue=1", shared=False)
    assert refused.value.field == "name"


def test_one_that_is_shared_is_seen_by_the_office_and_a_private_one_by_its_maker(
    sam: Desk, cory: Desk, desk: Desk
) -> None:
    private = keep_filter(sam, name="Mine", query="overdue=1", shared=False)
    keep_filter(sam, name="Ours", query="overdue=1", shared=True)
    assert [one.name for one in stored.listed(desk.session, viewer(sam))] == ["Mine", "Ours"]
    assert [one.name for one in stored.listed(desk.session, viewer(cory))] == ["Ours"]
    owner = Viewer("Olly", OWNER.roles, account(desk, "olly"))
    assert stored.listed(desk.session, owner) == []
    with pytest.raises(NotFound):
        stored.by_number(desk.session, viewer(cory), private.key)


def test_all_are_counted_in_the_scope_of_whoever_looks(sam: Desk, record: Record) -> None:
    head = record.post()
    record.action("Late", due="2023-09-13", on="2023-09-01", post=head)
    record.action("In time", due="2023-10-31")
    late = keep_filter(sam, name="Late", query="overdue=1", shared=True)
    every = keep_filter(sam, name="All", query="status=", shared=True)
    rows = stored.listed(sam.session, viewer(sam))
    assert stored.counts(sam.session, viewer(sam), rows, TODAY) == {late.key: 1, every.key: 2}
    ann = Viewer("Ann", OWNER.roles, 1, frozenset({head.key}))
    assert stored.counts(sam.session, ann, rows, TODAY) == {late.key: 1, every.key: 1}


def test_its_maker_renames_and_shares_it_and_a_stale_form_changes_nothing(sam: Desk) -> None:
    row = keep_filter(sam, name="Late", query="overdue=1", shared=False)
    correct_filter(sam, row, name="late", shared=True, version=1)
    assert (row.name, row.shared, row.version) == ("late", True, 2)
    with pytest.raises(Conflict):
        correct_filter(sam, row, name="Other", shared=True, version=1)


def test_what_is_shared_the_secretariat_may_delete_and_others_may_not(sam: Desk, cory: Desk) -> None:
    ours = keep_filter(cory, name="Ours", query="overdue=1", shared=True)
    mine = keep_filter(sam, name="Mine", query="overdue=1", shared=True)
    with pytest.raises(NotAllowed):
        delete_filter(cory, mine)
    delete_filter(sam, ours)
    sam.session.flush()
    assert [one.name for one in sam.session.exec(select(SavedFilter)).all()] == ["Mine"]
