"""The pages of posts: who holds them, what they answer for, and handing one over."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.services import posts as service
from tracker.store import posts
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
NEW = {"title": "Head of Estates", "organisation": "force", "address": "estates@force.example.org"}


@pytest.fixture(autouse=True)
def on_file(on_record: Record) -> Record:
    head = on_record.post("head-of-contact", holder="Ann Able", since="2023-07-01")
    on_record.post("head-of-estates", holder=None)
    on_record.action("Bring the figures", due="2023-09-01", post=head, on="2023-05-17")
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


def test_the_list_says_who_holds_each_post_and_what_is_open(secretariat: Browser) -> None:
    page = secretariat.get("/posts")
    rows = [" ".join(row.get_text(" ").split()) for row in page.html.select("tbody tr")]
    assert rows == [
        "Head of contact The force Ann Able 1 1 overdue –",
        "Head of estates The force Post vacant – –",
    ]


def test_a_vacant_post_with_open_actions_leads_the_page(secretariat: Browser, on_file: Record) -> None:
    on_file.action("Mend the roof", post=on_file.post("head-of-estates"))
    on_file.desk.session.commit()
    assert secretariat.get("/posts").heading == "1 vacant post has open actions"


def test_an_owner_sees_the_actions_of_their_own_posts_alone(sign_in: SignIn, wires: Wiring) -> None:
    with wires.read() as session:
        ann = next(person for person in posts.persons(session) if person.name == "Ann Able")
    assert "Bring the figures" in sign_in(Role.OWNER, person_id=ann.id).get("/posts/head-of-contact").text
    stranger = sign_in(Role.OWNER, name="Olly")
    page = stranger.get("/posts/head-of-contact")
    assert "Held by Ann Able since 1 July 2023" in page.text
    assert "Bring the figures" not in page.text


def test_a_day_that_is_not_known_is_not_made_up(secretariat: Browser, on_file: Record) -> None:
    post = on_file.post("chief-constable", holder=None)
    person = on_file.person("Chris Clear")
    on_file.desk.session.flush()
    service.add_holder(
        on_file.desk,
        post=post,
        person=person,
        starts_on=date(2019, 2, 4),
        ends_on=date(2019, 2, 12),
        starts_known=False,
        ends_known=False,
    )
    on_file.desk.session.commit()
    page = secretariat.get("/posts/chief-constable")
    rows = [" ".join(row.get_text(" ").split()) for row in page.html.select("table")[-1].select("tbody tr")]
    assert rows == ["Chris Clear Not known Not known"]


def test_a_post_passes_to_someone_new_and_its_past_stays(secretariat: Browser) -> None:
    typed = {"who": "new", "name": "Bo Best", "email": "bo@force.example.org", "on": "18 September 2023"}
    page = secretariat.post("/posts/head-of-contact/hand-over", typed)
    assert "Held by Bo Best since 18 September 2023" in page.text
    rows = [" ".join(row.get_text(" ").split()) for row in page.html.select("table")[-1].select("tbody tr")]
    assert rows == [
        "Bo Best Now 18 September 2023 Still in post",
        "Ann Able 1 July 2023 17 September 2023",
    ]


def test_who_acts_goes_before_who_holds_until_nobody_acts(secretariat: Browser) -> None:
    typed = {"who": "new", "name": "Bo Best", "email": "", "on": "10/9/2023", "acting": "yes"}
    assert "Held by Bo Best, acting" in secretariat.post("/posts/head-of-contact/hand-over", typed).text
    back = secretariat.post("/posts/head-of-contact/hand-over", {"who": "nobody", "on": "20 September 2023"})
    assert "Held by Ann Able since 1 July 2023" in back.text


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"who": ""}, "who", "Choose who takes the post over"),
        ({"on": ""}, "on", "Give the first day"),
        ({"on": "31 June 2023"}, "on", "is not in the calendar"),
        ({"on": "1 July 2023"}, "on", "Ann Able took this post on 1 July 2023"),
        ({"name": ""}, "name", "Give the person's name"),
        ({"email": "bo"}, "email", "name@example.org"),
    ],
)
def test_a_hand_over_that_cannot_be_is_told_why(
    secretariat: Browser, change: dict[str, str], field: str, sentence: str
) -> None:
    typed = {"who": "new", "name": "Bo Best", "email": "bo@force.example.org", "on": "18 September 2023"}
    page = secretariat.post("/posts/head-of-contact/hand-over", {**typed, **change})
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.html.select_one(f".govuk-error-summary a[href='#{field}']") is not None
    assert page.html.find(id=field) is not None
    assert "Held by Ann Able" in secretariat.get("/posts/head-of-contact").text


def test_nobody_can_leave_a_post_that_nobody_holds(secretariat: Browser) -> None:
    page = secretariat.post("/posts/head-of-estates/hand-over", {"who": "nobody", "on": "18 September 2023"})
    assert page.errors == ["Nobody holds this post, so nobody can leave it."]


def test_a_post_is_added_with_an_organisation_that_was_not_there(secretariat: Browser) -> None:
    typed = {**NEW, "title": "Chief Fire Officer", "organisation": "new", "organisation_kind": "fire_service"}
    assert secretariat.post("/posts", typed).errors == ["Give the name of the organisation."]
    page = secretariat.post("/posts", {**typed, "organisation_name": "Fire and Rescue", "escalates_to": ""})
    assert page.heading == "Who holds this post from now on?"
    assert "Fire and Rescue" in secretariat.get("/posts/chief-fire-officer").text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "code"),
        ({"title": "", "code": "x"}, "title"),
        ({"code": "head-of-contact"}, "code"),
        ({"organisation": ""}, "organisation"),
        ({"escalates_to": "nobody-at-all"}, "escalates_to"),
        ({"address": "estates"}, "address"),
    ],
)
def test_a_wrong_post_names_its_field(secretariat: Browser, change: dict[str, str], field: str) -> None:
    page = secretariat.post("/posts", {**NEW, "title": "Head of Roads", **change})
    assert page.status == 422
    assert page.html.select_one(f".govuk-error-summary a[href='#{field}']") is not None
    assert page.html.find(id=field) is not None


def test_a_line_of_escalation_leads_nowhere_back(secretariat: Browser) -> None:
    contact, estates = {**NEW, "title": "Head of contact"}, {**NEW, "title": "Head of estates"}
    assert (
        secretariat.post(
            "/posts/head-of-contact",
            {**contact, "code": "head-of-contact", "escalates_to": "head-of-estates"},
        ).status
        == 200
    )
    page = secretariat.post(
        "/posts/head-of-estates", {**estates, "code": "head-of-estates", "escalates_to": "head-of-contact"}
    )
    assert "would escalate to itself" in page.errors[0]


def test_a_stale_form_loses_nobodys_words(secretariat: Browser) -> None:
    stale = secretariat.get("/posts/head-of-estates/edit").value("version")
    typed = {**NEW, "code": "head-of-estates", "version": stale}
    assert secretariat.post("/posts/head-of-estates", {**typed, "title": "Head of Buildings"}).status == 200
    page = secretariat.post("/posts/head-of-estates", {**typed, "title": "Head of Property"})
    assert page.status == 409
    assert "Head of Buildings" in page.text
    assert page.value("title") == "Head of Property"
