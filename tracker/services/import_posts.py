"""Posts that are made from the words of a log, because a person chose so."""

import re

from tracker.domain.errors import BadInput
from tracker.models.imports import Import
from tracker.services.desk import Desk
from tracker.services.import_known import NEW, Matches
from tracker.services.posts import PostWanted, create_post
from tracker.store import posts

LONGEST_CODE = 50


def make_posts(desk: Desk, one: Import) -> None:
    """Makes each post that was asked for ("new:" and the code of its organisation), and matches its words with it."""
    matches = Matches.from_text(one.matches)
    wanted = {words: code for words, code in matches.owners.items() if code.startswith(NEW)}
    if not wanted:
        return
    organisations = {each.code: each.key for each in posts.organisations(desk.session)}
    owners = dict(matches.owners)
    for words, code in wanted.items():
        organisation = organisations.get(code.removeprefix(NEW))
        if organisation is None:
            raise BadInput(f"Choose the organisation of the new post “{words[:60]}”.", field="owners")
        title = " ".join(words.split())
        post = create_post(desk, PostWanted(_free_code(desk, title), title, organisation))
        desk.session.flush()
        owners[words] = post.code
    one.matches = Matches(owners, matches.statuses).to_text()


def _free_code(desk: Desk, title: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:LONGEST_CODE] or "post"
    code, number = base, 2
    while posts.find(desk.session, code):
        code, number = f"{base}-{number}", number + 1
    return code
