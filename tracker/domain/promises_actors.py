"""Who acts in a sentence: the words just before “will”, “would”, “agreed to”, and whether they name somebody who can be asked."""

import re

from tracker.domain.promises_words import ADVERBS, RETURNS, ROLES, one_of, phrase

REACH = 160
"""Characters before the verb in which its subject is looked for."""

_LAST_ADVERBS = phrase(rf"(?:^|[\s,]){ADVERBS}$")
_CLAUSE = phrase(
    r".*(?:\b(?:that|whether|because|while|whilst|although|but|and that|so that|which means)\b|[;:])"
)
_THING = phrase(
    r"^\s*(?:and |but |in addition,? |additionally,? |moreover,? )?(?:this|these|such|it|that|those|there)\b(?! (?:committee|board|panel|council|office|force|team|authority))"
)
_ROLE = phrase(
    rf"\b(?:{one_of(ROLES)}|(?:fire|rescue|police|probation|prison|ambulance|health|prosecution) service)\b(?:\)|,)?(?: (?:of|for|in|at|from|on|responsible for|\() ?[^.;]{{1,70}})?,?\s*$"
)
_PRONOUN = phrase(r"(?:^|[\s,(])(?:i|we|he|she|they|both|all|each)\s*$")
_TITLED = re.compile(
    r"\b(?:Messrs|Mr|Mrs|Ms|Miss|Dr|Drs|Cllrs?|Councillors?|Sir|Dame|Lord|Lady|Prof|Professor|ACC|DCC|CC|PC|DI|DCI|DS|Supt|Superintendent|Inspector|Sergeant|"
    r"ACO|DCFO|CFO|ACFO|Alderman|Rev)\.? (?:(?:and\s+)?[A-Z][\w'-]*\.?,?\s*){1,6}$"
)
_INITIALS = re.compile(r"(?:^|[\s(])(?!UK\b|EU\b|US\b|ASB\b|DA\b)[A-Z][A-Za-z]?[A-Z]{1,5}\)?\s*$")
_NAME = re.compile(
    r"(?:^|[\s,])[A-Z][a-z]+(?:[ -](?:[A-Z]['’]?[A-Za-z]+|[A-Z]\.?)){1,2}(?:\s*\([^()]{1,60}\))?,?\s*$"
)
_RELATIVE = phrase(r"(?:^|[\s,(])(?:which|who|that)\s*$")
_OWNER = re.compile(
    r"(?:(?:[Tt]he|[Oo]ur|[Aa]n?)\s+)?(?P<who>(?:[A-Z][\w'’&/-]*\.?|of|and|for|the|in|[&,(])"
    r"(?:\s+(?:\(?[A-Z][\w'’&/)-]*\.?\)?,?|of|and|for|the|in|&)){0,12}|"
    r"(?:(?:[a-z-]+\s+){0,2})?(?:force|office|officers|team|teams|secretariat|council|committee|board|panel|chair|chairman|service|police|members|management|auditors|"
    r"clerk|treasurer|partnership|department|director|manager|solicitor))\s*,?\s*$"
)


_HE = phrase(r"(?:^|[\s,(])(?:he|she|they|it)\s*$")
_TOLD = phrase(
    r"^\W*(?P<who>[^.;]{2,120}?) (?:had |has |also |then )?(?:said|advised|confirmed|stated|explained|reported|agreed|added|promised|noted|indicated|commented|told|assured|informed|responded|replied|undertook)\b"
)


def subject(before: str) -> str:
    """The clause that ends where the verb begins, without adverbs."""
    clause = before[-REACH:]
    cut = _CLAUSE.match(clause.replace("\n", " "))
    clause = clause[cut.end() :] if cut else clause
    adverbs = _LAST_ADVERBS.search(clause)
    return clause[: adverbs.start()] if adverbs else clause


def is_relative(before: str) -> bool:
    """“which will …”, “who would …”: the sentence is about something else."""
    adverbs = _LAST_ADVERBS.search(before[-REACH:])
    return bool(
        _RELATIVE.search(before[-REACH:][: adverbs.start()] if adverbs else before[-REACH:])
    ) and not _reports(before)


_REPORTED_THAT = phrase(
    r"(?:agreed|advised|confirmed|said|stated|resolved|requested|asked|reported|noted|informed)[^.]{0,40} that\s*$"
)


def _reports(before: str) -> bool:
    return bool(_REPORTED_THAT.search(before[-REACH:]))


def acts(before: str) -> bool:
    """Somebody who can be asked stands before the verb."""
    who = subject(before)
    if _THING.search(who):
        return False
    return bool(
        _ROLE.search(who)
        or _PRONOUN.search(who)
        or _TITLED.search(who)
        or _INITIALS.search(who)
        or _NAME.search(who)
    )


def acts_as_well(before: str) -> bool:
    """“The Board noted the report and will …”: who acts stood at the beginning."""
    clause = subject(before)
    if not re.search(r"\band\s*$", clause):
        return False
    words = clause.split()
    return any(acts(" ".join(words[:count])) for count in range(1, min(len(words), 9)))


def owner_before(before: str) -> str | None:
    """The words that name who acts, as they stand: “Chief Constable Chris Noble”, “force”; None where nobody is named."""
    if not acts(before):
        return None
    who = subject(before)
    if _HE.search(who):
        told = _TOLD.match(before)
        who = told["who"] if told else who
    found = _OWNER.search(who)
    if not found:
        return None
    words = re.sub(r"^(?:(?:of|and|for|the|in|[&,(])\s+)+", "", found["who"]).strip(" ,\n\t")
    words = _IN_A_MONTH.sub("", words)
    return words if words[:1].isalpha() and words.casefold() not in _NOBODY else None


_IN_A_MONTH = phrase(
    r" in (?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b.*$"
)
_NOBODY = {"i", "we", "he", "she", "they", "it", "and", "of", "for", "the", "in", "both", "all", "each"}


_FIRST = phrase(
    rf"^\W*(?:(?:agreed|resolved|recommended|requested|asked|instructed|recommends|requests|asks|agrees)[ ,:–-]+(?:that )?)?"
    rf"(?P<who>[^.:;]{{2,90}}?) (?:to |will |would |should |be asked to |be requested to )?{one_of(RETURNS)}\b"
)
_OFFERS = phrase(r"\b(?:happy|pleased|willing|glad|content)\b")


def owner_first(words: str) -> str | None:
    """The same, of a note or of what was asked: “Head of Prevention to review the leaflet”, “asked that officers report back”."""
    found = _FIRST.match(words)
    return owner_before(found["who"] + " ") if found else None


def owner_offering(before: str, asked: str) -> str | None:
    """Who offers it: “he would be happy to bring it back”."""
    return owner_before(before) if _OFFERS.search(asked) else None


_BY = phrase(
    r"^[^.;]{0,80}?\bby (?P<who>(?:the )?[^,.;]{2,70}?)(?= (?:by|in|on|at|to|before|and|for|within|with)\b|[,.;]|\s*$)"
)


def owner_by(after: str) -> str | None:
    """Who does what is done: “will be reviewed by the Head of Audit”."""
    found = _BY.match(after)
    return owner_before(found["who"] + " ") if found else None


_MARKED_FIRST = re.compile(
    r"^\W*(?P<who>[A-Z]{2,5}(?:\s?[/&]\s?[A-Z]{2,5})*|[A-Z][\w']+(?:\s+(?:of\s+)?[A-Z][\w']+){0,4})\s*(?:[–—:]|-\s)\s*\w"
)
_MARKED_LAST = re.compile(
    r"[\s(\[]+(?:[–—-]\s*|[(\[])(?P<who>[A-Z]{2,5}(?:\s?[/&]\s?[A-Z]{2,5})*)[)\]]?\.?\s*$"
)


def owner_marked(words: str) -> str | None:
    """Who is named before or behind an item of a list: “CFO – VAT position”, “circulate the slides - PJ”."""
    found = _MARKED_FIRST.match(words) or _MARKED_LAST.search(words)
    return found["who"] if found and acts(found["who"]) else None
