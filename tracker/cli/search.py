"""`flask search`: fills the index of what can be found, and says what in it is not as it should be."""

import sys
from collections import Counter
from collections.abc import Mapping

import click
from flask.cli import AppGroup

from tracker.cli.errors import as_json, parts, plainly, say_json
from tracker.domain.searching import KIND_WORDS, SearchKind
from tracker.domain.wording import count_words, join_words
from tracker.services import search
from tracker.wiring import Wiring

group = AppGroup("search", help="The index of what can be found.")
MOST_NAMED = 20


@group.command(help="Reads every text again and fills the index anew.")
@click.option(
    "--check", is_flag=True, help="Change nothing; name what differs, with exit status 1 if anything does."
)
@as_json
@plainly
def rebuild(check: bool, as_json: bool) -> None:
    if check:
        _check(parts(), as_json)
        return
    made = fill(parts())
    if as_json:
        say_json(made)
    else:
        click.echo(sentence(made))


def fill(wires: Wiring) -> Mapping[SearchKind, int]:
    """Fills the index, a transaction for each step, and shows on standard error how far it is. Returns how many texts there are."""
    made: Counter[SearchKind] = Counter()
    with wires.write() as session:
        steps, length = search.rebuild(session, wires.words), search.to_look_at(session)
        with click.progressbar(
            length=length, label="Reading for search", file=sys.stderr, hidden=not length
        ) as bar:
            for done in steps:
                session.commit()
                made[done.kind] += done.texts
                bar.update(done.looked_at)
        session.commit()
    return made


def sentence(made: Mapping[SearchKind, int]) -> str:
    """ "44 texts can be found: 32 actions, 9 updates and 3 pages." """
    kinds = [count_words(count, KIND_WORDS[kind]) for kind, count in made.items() if count]
    each = f": {join_words(kinds)}" if len(kinds) > 1 else ""
    return f"{count_words(sum(made.values()), 'text')} can be found{each}."


def _check(wires: Wiring, as_json: bool) -> None:
    with wires.read() as session:
        found = list(search.differences(session, wires.words))
        made = search.is_made(session)
    if as_json:
        say_json({"made": made, "differences": [difference.__dict__ for difference in found]})
    for difference in [] if as_json else found[:MOST_NAMED]:
        click.echo(f"{KIND_WORDS[difference.kind]} {difference.number}: {difference.what}", err=True)
    if found or not made:
        more = (
            f"{count_words(len(found), 'text of the index differs', 'texts of the index differ')}. "
            if found
            else ""
        )
        raise click.ClickException(f"{more}Run “flask search rebuild”.")
    if not as_json:
        click.echo("The index is what the record says.")
