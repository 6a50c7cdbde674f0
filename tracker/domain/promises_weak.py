"""Rules by which work is under way with an end in sight, or is wished for: to be confirmed with the force before it is logged."""

import re

from tracker.domain.promises_due import due_words
from tracker.domain.promises_past import CONDITION, GUESS, HISTORY, NEGATIVE
from tracker.domain.promises_rule import Rule, Strength
from tracker.domain.promises_words import ADVERBS, ENDED, ENDING, RETURNED, RETURNS, TO_END, one_of, phrase

_WEAK = Strength.WEAK
_IS = r"(?:\b(?:is|are|am)|\b(?:it|he|she|that|there)'s|\b(?:we|they)'re|\bi'm)"
_REPORTING = r"(?:advised|reported|noted|confirmed|explained|said|stated|informed|updated|added|heard|told|assured|indicated|outlined|commented)"
_ASIDE = re.compile("|".join(one.pattern for one in (HISTORY, GUESS, NEGATIVE)), re.IGNORECASE)
_DOUBTS = re.compile(f"{_ASIDE.pattern}|{CONDITION.pattern}", re.IGNORECASE)
_PEOPLE = phrase(
    r"\bbeing (?:considered|assessed|addressed|reviewed) (?:by|at|as|in) (?:the|a|an|each) (?:risk|high)\b"
)
_VERB = phrase(r"\b(?:is|are|has|have|had|was|were|been|will|continues?)\b")
_HOW = phrase(r"\b(?:how|whether|what|where|why|which|who) (?:[\w'-]+ ){0,6}should\b")
_RELATIVE = phrase(rf"(?:^|[\s,])(?:that|which|who) {ADVERBS}$")


def _main_clause(sentence: str, found: re.Match[str]) -> bool:
    return not _RELATIVE.search(sentence[: found.start()])


def _says_so(sentence: str, found: re.Match[str]) -> bool:
    """It is said outright, and not how or whether it should be."""
    return not _HOW.search(sentence[: found.end()])


def _dated(sentence: str, found: re.Match[str]) -> bool:
    return due_words(sentence, found.start()) is not None


WEAK: tuple[Rule, ...] = (
    Rule(
        "work goes on towards an end",
        "Work is said to be going on towards something that can be finished.",
        _WEAK,
        phrase(
            rf"\b(?P<work>(?:work|works|scoping|planning|preparations?|discussions?|negotiations?|recruitment|procurement|consultation|project|development|testing|implementation|roll-?out|review|investigation)\b[^.;]{{0,100}}?)"
            rf"\b(?:continues?(?: {ADVERBS}to {one_of([*TO_END, 'address', 'progress'])}\b|(?=\s*(?:[,.;:]|and\b|$))| (?:on|towards|with)\b)|(?:is|are) {ADVERBS}(?:under ?way|underway|progressing|ongoing|on-going|continuing|in progress|in hand|well advanced|advanced)\b)"
        ),
        _ASIDE,
        lambda sentence, found: not _VERB.search(found["work"]),
    ),
    Rule(
        "is being done",
        "Something that comes to an end is being done: piloted, developed, recruited, reviewed.",
        _WEAK,
        phrase(
            rf"\b(?:is|are|be|currently|now|also|results|contracts|plans|strategy|policy|with) (?:\w+ ){{0,2}}?being {ADVERBS}(?:re-?)?{one_of(ENDED)}\b"
        ),
        re.compile(f"{_DOUBTS.pattern}|{_PEOPLE.pattern}", re.IGNORECASE),
    ),
    Rule(
        "minuted as being done",
        "Minutes report that something which comes to an end was being done.",
        _WEAK,
        phrase(
            rf"\b{_REPORTING}\b[^.]{{0,200}}?\b(?:(?:was|were) {ADVERBS}(?:being {ADVERBS}(?:re-?)?{one_of(ENDED)}|{one_of(ENDING)})|(?:work|recruitment|consultation|procurement|negotiations?|discussions?|preparations?|testing|review|project) (?:was|were) {ADVERBS}(?:under ?way|underway|ongoing|continuing|progressing|in progress)|work continued to)\b"
        ),
        _DOUBTS,
    ),
    Rule(
        "somebody is doing it",
        "Somebody is at work on something that comes to an end.",
        _WEAK,
        phrase(rf"{_IS} {ADVERBS}{one_of(ENDING)}\b(?! (?:to (?:the|a) (?:police|force)\b))"),
        _DOUBTS,
        _main_clause,
    ),
    Rule(
        "works with others towards an end",
        "Partners are worked with so that something new is in place.",
        _WEAK,
        phrase(
            rf"{_IS} {ADVERBS}working (?:closely |together )?(?:with|alongside) [^.;]{{2,120}}?\b(?:(?:towards|on) (?:implementing|developing|introducing|establishing|delivering|the (?:implementation|introduction|development))"
            rf"|to {ADVERBS}(?:{one_of([verb for verb in TO_END if verb not in ('ensure', 'improve', 'reduce', 'identify', 'deliver', 'resolve', 'agree')])})\b|to ensure [^.;]{{2,160}}? in place\b|through the development of)"
            rf"|{_IS} {ADVERBS}working (?:towards|on) (?:an?|the|implement\w*|develop\w*|introduc\w*|this)\b"
        ),
        _DOUBTS,
    ),
    Rule(
        "will go on",
        "Somebody will continue with it: until when is not said.",
        _WEAK,
        phrase(
            r"\b(?:will|would)(?: to)? continue to (?!work (?:together|with|closely)|be (?:delivered|provided|a)\b|identify\b|support\b|see\b|have\b|need\b|rise\b|fall\b|grow\b|increase\b|decrease\b|decline\b)[a-z]+"
        ),
        _ASIDE,
    ),
    Rule(
        "awaited",
        "A decision, a result or an approval is awaited.",
        _WEAK,
        phrase(
            r"\b(?:(?:is|are|be|still|currently|was|were) awaited|(?:currently |still |now )?await(?:s|ing)? (?:the |a |an )?(?:\w+ )?(?:results?|outcomes?|decisions?|confirmation|approval|responses?|reply|publication|guidance|findings|report|details|feedback|clarification)|"
            r"(?:is|are|has|have) (?:still |as )?yet to be (?:analysed|confirmed|agreed|decided|determined|finalised|published|received|completed|appointed|recruited|issued|signed|approved|resolved)|"
            r"(?:under|for) (?:active |urgent |further |detailed )?consideration|subject to (?:final |formal )?(?:approval|sign-?off|funding)|awaiting|(?:decisions?|outcomes?|results?|approvals?|responses?|repl(?:y|ies)) (?:[^.;]{0,60} )?(?:is|are|remains?) (?:still )?(?:pending|outstanding))\b"
        ),
        re.compile(f"{_DOUBTS.pattern}|proposals for consideration", re.IGNORECASE),
    ),
    Rule(
        "needed or recommended",
        "A need is stated, or a proposal made, that nobody has yet taken on.",
        _WEAK,
        phrase(
            r"\b(?:further|more|additional|some|urgent) (?:\w+ ){0,2}?(?:work|analysis|research|review|training|consultation|investigation|exploration|funding) (?:is|are|was|will be) (?:\w+ )?(?:required|needed|necessary|recommended|planned|proposed)\b"
            r"|\b(?:is|are) (?:\w+ )?required (?:in 20\d\d|to (?:fully|review|develop|complete|ensure (?:the|that) (?:new|all)))\b"
            r"|\bit (?:is|was) (?:\w+ )?(?:suggested|recommended|proposed) that\b"
            r"|\b(?:should|needs? to|must) (?:now |also )?be (?:developed|reviewed|established|introduced|explored|revised|updated|completed|created|strengthened|implemented|put in place|taken forward)\b"
            rf"|\b(?:force|forces|constabulary|service|services|trust|council|board|authority|commissioner|panel|committee|department|constable|constables|management|office|directorate|team) should {ADVERBS}(?:make sure|{one_of({*RETURNS, *TO_END})})\b"
            r"|^\W*(?:by|within|before) [^,.]{3,60}, [^.]{3,120}? should [a-z]+"
        ),
        re.compile(f"{HISTORY.pattern}|{CONDITION.pattern}|^\\W*while", re.IGNORECASE),
        _says_so,
    ),
    Rule(
        "asked of somebody",
        "Somebody has been asked or engaged to do it; that it was done is not said.",
        _WEAK,
        phrase(
            r"\b(?:has|have) (?:now |also |recently )?been (?:asked|commissioned|appointed|invited|engaged|instructed|requested|convened|tasked) to (?!the\b)"
        ),
        _DOUBTS,
    ),
    Rule(
        "has begun",
        "A first phase has begun; the rest is to come.",
        _WEAK,
        phrase(
            r"\b(?:has|have) (?:now |already |recently |also )?(?:commenced|begun|started|embarked on|initiated)(?: (?:on|with))? (?:the |a |its |their |work )[^.;]{0,60}?\b(?:phase|stage|development|roll-?out|recruitment|process|programme|implementation|procurement|review|work|consultation|project|design)\b"
        ),
        _DOUBTS,
    ),
    Rule(
        "in development",
        "It is in development or planned, and not there yet.",
        _WEAK,
        phrase(
            rf"\b(?:is|are) {ADVERBS}(?:in (?:development|preparation|draft|the pipeline|train|hand|the process of (?:being )?\w+)|under (?:development|review|construction|way)|at (?:the )?\w+ stage|planned|proposed|nearing completion)\b"
            r"|\b(?:developed|planned|prepared|ready) for (?:implementation|introduction|launch|roll-?out)\b"
            rf"|\bcontinues? to (?:be {RETURNED} out|prepare|roll out|recruit|implement|finalise)\b"
        ),
        _DOUBTS,
    ),
    Rule(
        "with an end in view",
        "It is done with a view to something that has not come yet.",
        _WEAK,
        phrase(
            r"\bwith a view to \w+|\b(?:realignment|expansion|recruitment|restructure|reorganisation|refurbishment|migration|transfer|transition)\b[^.;]{0,60}\b(?:is|are) (?:now |currently )?(?:taking place|being made|planned)\b"
        ),
        _DOUBTS,
    ),
    Rule(
        "means to",
        "An aim or a plan is stated rather than a promise.",
        _WEAK,
        phrase(
            rf"\b(?:is|are|am|was|were) {ADVERBS}(?:intent on|keen to|seeking to|looking to|hoping to|expecting to|planning to|proposing to|minded to|in the process of) {ADVERBS}\w+"
            rf"|\b(?:plans?|planning|hopes?|proposes?|plans are in place|plan is in place|will look|will seek|will aim|will endeavour|will try) to {ADVERBS}{one_of({*RETURNS, *TO_END})}\b"
        ),
        _DOUBTS,
        lambda sentence, found: not phrase(r"keen|look|expect").search(found[0]) or _dated(sentence, found),
    ),
    Rule(
        "progress expected by a time",
        "Progress or a result is expected within a time that is named.",
        _WEAK,
        phrase(
            r"\b(?:should (?:demonstrate|show|see|be (?:completed?|finished|ready|available|in place))|(?:is|are) (?:expected|anticipated|hoped|likely|estimated) to (?:be (?:completed?|ready|available|in place|published|finished|finalised|operational|live|received|delivered|launched|introduced)|complete|conclude|report|commence|start|begin|open|go live|launch))\b"
            r"|\b(?:delivery|completion|publication|results?|findings|report|decision|work|opening|launch|installation|approval)\b[^.;]{0,40}\b(?:is|are) (?:now )?(?:expected|anticipated) (?:by|in|on|from|at|before|during|this|next)\b"
        ),
        re.compile(f"{HISTORY.pattern}|{CONDITION.pattern}", re.IGNORECASE),
        _dated,
    ),
    Rule(
        "new within a time",
        "Something new is named together with the time in which it is to come.",
        _WEAK,
        phrase(
            r"\b(?:includes?|including|implementation of|introduction of|roll-?out of|launch of|with)\b[^.;]{2,100}?\b(?:in|over|during) the (?:next|coming) (?:\w+ )?(?:weeks|months|quarters?|years?)\b|\bincludes the implementation of an? new\b"
        ),
        _DOUBTS,
    ),
)
