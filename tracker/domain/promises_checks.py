"""What rules of firm promises ask of the words around: who acts, in which case, by what day."""

import re

from tracker.domain.promises_actors import acts, acts_as_well, is_relative
from tracker.domain.promises_due import due_words
from tracker.domain.promises_past import DECISION
from tracker.domain.promises_words import ADVERBS, HAPPENS, RETURNED, RETURNS, ROLES, STATES, one_of, phrase

_STATES = phrase(rf"(?:{one_of(STATES)}|to)$")
_HAPPENS = phrase(rf"{one_of(HAPPENS)}$")
_NEVER = phrase(
    r"(?:have|like|need|require|mean|not|never|only|cost|appear|seem|suggest|cause|result|lead|increase|reduce|rise|fall|remain|become|make|take|impact|affect|save|help|enable|allow|improve|ensure)$"
)
_TOLD = phrase(
    r"\b(?:advised|assured|reassured|confirmed|stated|said|explained|reported|informed|told|added|announced|indicated|clarified|commented|responded|replied|promised|noted|agreed|highlighted)\b[^.]{0,120}$"
)
_IT_WAS = phrase(r"\b(?:it|and|also|but)\s*$")
_EVENT = phrase(
    r"\b(?:roll(?:ing)?[ -]?out|launch|implementation|introduction|recruitment|opening|delivery|installation|completion|publication|start|phase)\b"
)
_IN_A_CASE = phrase(r"\b(?:where|if|when|whenever|how|whether)\b[^.;]*$")
_SET_OUT = phrase(r"\b(?:how|what|whether|where|if|the way) (?:[\w'-]+ ){0,6}$")
_NO_WORK = phrase(
    r"\bbe (?:allowed|seen|achieved|measured|judged|supported by proposals|concerned|affected|involved|interested|required|needed|based|located|limited|"
    r"related|impacted|pleased|delighted|reduced to|increased|compared|used to (?!fund|support|pay|recruit|scrutinise|provide|deliver|develop|improve))\b"
)
_WORK = phrase(
    rf"\b(?:be|to) {ADVERBS}(?:{one_of(RETURNS)}|{RETURNED})\b|\bback\b|\bshould\b|\bwould\b|\bwill\b|"
    rf"\b{one_of(ROLES)} (?:[\w]+ ){{0,4}}?{one_of(RETURNS)}\b"
)
_BACK_TO_A_MEETING = phrase(
    r"\b(?:report|bring|brought|come|submit\w*|present\w*|circulat\w*)\b.{0,60}\b(?:back|to|meeting)\b"
)
_PAPER = phrase(
    r"\b(?:report|paper|update|briefing|figures|information|letter|copy|item|presentation|details|plan|action|matter|issue|data|review|meeting|session|workshop)s?\b[^.]{0,60}$"
)
_FINITE = phrase(
    r"\b(?:is|are|was|were|been|has|have|had|will|would|should|could|may|might|must|can|need|needs|needed|required|requires|continue|continues|continued|likely|"
    r"seem|seems|seen|appear|appears|able|expected|considered|found|known|believed|said|ensure|ensures|ensuring|allow|allows|allowing|enable|enables|enabling|"
    r"identify|want|wants|wanted|begin|beginning|how|what|where|who|which|feel|helps?|did|do|does|led|made|make|unable|ready|wait|waits|waiting|remains?)\b"
)
_ORDER = phrase(r"^\W*\w+ (?:the|a|an|our|their|all|any|these|those) ")
_NAME_OR_ROLE = phrase(rf"^(?:{one_of(ROLES)}|the|of|and|for|to|&|/|in|-)$")


def leaves_work(sentence: str, found: re.Match[str]) -> bool:
    """What was asked is work, not a decision that is over when it is taken."""
    rest = sentence[found.start() :]
    return not DECISION.search(rest) or bool(_BACK_TO_A_MEETING.search(rest))


def agrees_work(sentence: str, found: re.Match[str]) -> bool:
    """The same, of what was agreed: it says that somebody is to do something."""
    if not leaves_work(sentence, found):
        return False
    return not found[0].casefold().endswith("that") or bool(_WORK.search(sentence, found.start()))


def somebody_will(sentence: str, found: re.Match[str]) -> bool:
    """A person or a body will do it; or, of a thing, it happens on a day."""
    before, verb = sentence[: found.start()], found["verb"]
    if is_relative(before) or _STATES.match(verb) or _SET_OUT.search(before):
        return False
    if acts(before) or acts_as_well(before):
        return True
    dated = due_words(sentence[found.start() :], 0, near=True) or (
        _EVENT.search(before) and due_words(before, 0, near=True)
    )
    return bool(_HAPPENS.match(verb) or dated)


def it_will_be_done(sentence: str, found: re.Match[str]) -> bool:
    """It is work, and it is done once rather than whenever a case comes up."""
    before = sentence[: found.start()]
    return (
        not is_relative(before)
        and not _IN_A_CASE.search(before)
        and not _NO_WORK.match(sentence, found.start("passive"))
    )


def in_no_case(sentence: str, found: re.Match[str]) -> bool:
    """Of what was to be done, minutes say by when; else it may be long past."""
    told_of = found[0][:3].lower() in ("was", "wer")
    return not _IN_A_CASE.search(sentence[: found.start()]) and (not told_of or has_a_day(sentence, found))


def for_somebody(sentence: str, found: re.Match[str]) -> bool:
    """A person would do it, or it would be done with a paper; or somebody told the meeting that it would be done, or on what day."""
    before = sentence[: found.start()]
    if is_relative(before) or _IN_A_CASE.search(before):
        return False
    told = _TOLD.search(before)
    if not found["done"]:
        return bool(
            told and not _NEVER.match(found["verb"]) and due_words(sentence[found.start() :], 0, near=True)
        )
    if found["done"][:3].lower() == "be ":
        return bool(told or _PAPER.search(before) or acts(before)) and not _NO_WORK.match(
            sentence, found.start("done")
        )
    return acts(before) or acts_as_well(before) or bool(_PAPER.search(before))


def asks_for_work(sentence: str, found: re.Match[str]) -> bool:
    """Somebody asks, and what is asked is work. In a list who asks stands above it."""
    before = sentence[: found.start()]
    return leaves_work(sentence, found) and (
        not before.strip() or acts(before) or bool(_IT_WAS.search(before))
    )


def is_a_note(sentence: str, found: re.Match[str]) -> bool:
    """A note without a verb of its own: “Paper to be brought to the June meeting”."""
    before = sentence[: found.start()]
    return bool(before.strip()) and len(before) < 200 and not (_FINITE.search(before) or _ORDER.match(before))


def names_somebody(_sentence: str, found: re.Match[str]) -> bool:
    """Names and roles alone stand before it, and no verb."""
    words = found["who"].translate({ord(mark): " " for mark in "(),"}).split()
    return (
        len(words) <= 14
        and acts(found["who"])
        and all(word[:1].isupper() or _NAME_OR_ROLE.match(word) for word in words)
    )


def has_a_day(sentence: str, found: re.Match[str]) -> bool:
    return due_words(sentence, found.start()) is not None
