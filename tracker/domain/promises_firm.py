"""Rules by which somebody said that a thing will be done. They are tried in this order; the first that fits names the promise."""

import re

from tracker.domain.promises_checks import (
    agrees_work,
    asks_for_work,
    for_somebody,
    has_a_day,
    in_no_case,
    is_a_note,
    it_will_be_done,
    leaves_work,
    names_somebody,
    somebody_will,
)
from tracker.domain.promises_past import CONDITION, GUESS, HISTORY, NEGATIVE, TERMS
from tracker.domain.promises_rule import Rule, Strength
from tracker.domain.promises_words import ADVERBS, RETURNED, RETURNS, one_of, phrase

_MEETING = r"(?:meetings?|boards?|committees?|panels?|council|cabinet|authority|forum|sessions?|sittings?)"
_BACK = r"(?:bring|brings|brought|bringing|come|comes|report|reports|reported|reporting|return|returned|taken|take|refer|referred|present|presented)"
_WILL = rf"\b(?:will|shall|we'll|i'll|they'll|(?:is|are) going to)(?: to)? {ADVERBS}"
_PASSIVE = rf"be {ADVERBS}{RETURNED}\b"
_DOUBTS = re.compile(
    "|".join(one.pattern for one in (HISTORY, CONDITION, GUESS, NEGATIVE, TERMS)), re.IGNORECASE
)
_ASIDE = re.compile("|".join(one.pattern for one in (HISTORY, GUESS, TERMS)), re.IGNORECASE)

FIRM: tuple[Rule, ...] = (
    Rule(
        "comes back at every meeting",
        "It is to be on the agenda of meetings to come until something is shown.",
        Strength.FIRM,
        phrase(
            rf"\b(?:will|shall|would|to|be) {ADVERBS}(?:be |a |an )?(?:feature|featured|remain|stay|return|come back|included|discussed|reviewed|reported|added|standing|regular)\b[^.]{{0,80}}"
            rf"\b(?:(?:all|every|each|future|subsequent|forthcoming) (?:\w+ ){{0,3}}{_MEETING}|standing (?:agenda )?item)\b|\bstanding (?:agenda )?item (?:on|at|for|until)\b"
        ),
        _DOUBTS,
    ),
    Rule(
        "asked to come back",
        "Somebody asks or offers that it comes back to a meeting.",
        Strength.FIRM,
        phrase(
            rf"\b(?:would|will|'d|should) {ADVERBS}(?:like|want|wish|welcome|prefer|be happy|be pleased|be willing|be glad|be keen|be content)\b[^.]{{0,60}}?\b(?:to )?{_BACK}\b"
            rf"|\b(?:would|will) {ADVERBS}(?:be )?{_BACK}\b[^.]{{0,60}}?\b(?:back|(?:next|future|following|later|subsequent|june|july|january|february|march|april|may|august|september|october|november|december) (?:\w+ ){{0,3}}{_MEETING})\b"
            rf"|\b(?:happy|pleased|willing|glad) to (?:bring|come|report|return|provide|share|send|circulate|arrange)\b"
        ),
        _ASIDE,
        asks=True,
    ),
    Rule(
        "undertook",
        "Somebody undertook, offered or committed to do it.",
        Strength.FIRM,
        phrase(
            r"\b(?:undertook|undertakes?|undertaken|offered|offers|volunteered|promised|promises|pledged|pledges|commits) (?:themselves |itself |himself |herself )?"
            r"(?:that|to (?!us\b|you\b|the\b|our\b|its\b|increased\b|continu\w+|improv\w+|ensuring\b|providing\b|working\b|support\w+|deliver\w+))"
            r"|\b(?:took|take|takes|taken) (?:an? |the )?actions? to\b"
            r"|\b(?:has|have|had) (?:\w+ly )?committed (?:itself |themselves )?to (?:savings|an?|the|deliver\w*|provid\w*|recruit\w*|invest\w*|spend\w*|publish\w*|review\w*)\b"
            r"|\bgave an? (?:undertaking|commitment|assurance) (?:that|to)\b"
        ),
        HISTORY,
    ),
    Rule(
        "agreed or resolved",
        "The meeting agreed, resolved or asked that it be done, or somebody agreed to do it.",
        Strength.FIRM,
        phrase(
            r"\b(?:agreed|resolved|requested|instructed|recommends|recommended(?= that)|directed(?= that)|requests|agrees|resolves|instructs)(?: unanimously| further| also)?(?: by [^,.]{1,40}(?= that))?[ ,:–—-]+(?:(?:\d+|\(?[a-z]\))[.)] )?(?:that|to (?!a |an |the |this |these |those |it\b|date\b|them\b|me\b|us\b|\d))"
            rf"|(?<=\bit\swas\s)agreed (?!that\b|to\b)(?=[^.]{{3,100}} (?:to|would|should) be {RETURNED})"
            rf"|^\W*(?:agreed|resolved) ?[:–—-] (?=[^.]*\bto (?:the )?(?:next|future|following|later|\w+) (?:\w+ )?{_MEETING}\b)"
        ),
        HISTORY,
        agrees_work,
        asks=True,
    ),
    Rule(
        "asked for",
        "The meeting or a member asked for something that is still to come.",
        Strength.FIRM,
        phrase(
            rf"\b(?:has |have |was |were )?(?P<ask>asked|requested|sought|requests|asks) {ADVERBS}"
            r"(?:for (?:an?|the|more|further|some|sight|details?|information|assurance|clarification|figures|data|\w+ (?:report|update|briefing|figures|data))\b|an?\b|further|more\b|additional|that\b|to (?:see|have|receive|be)\b|"
            r"sight|details|assurance|clarification|[^.]{1,60}? to (?!the\b|be (?:approved|noted)))"
        ),
        re.compile(
            HISTORY.pattern
            + r"|\b(?:asked|asks)\s+(?:\w+\s+){0,3}?(?:whether|if|why|how|what|who|when|where|about|an?\s+(?:\w+\s+)?question)\b|\b(?:has|have|had)\s+been\s+asked\b|\bas\s+requested\b",
            re.IGNORECASE,
        ),
        asks_for_work,
        asks=True,
    ),
    Rule(
        "decided to do",
        "A decision was taken to do it, or a target with a day was agreed.",
        Strength.FIRM,
        phrase(
            rf"\b(?:decided|decision (?:was|has been|is)(?: \w+)? (?:taken|made)) (?:that|to) {ADVERBS}(?!not\b)"
            r"|\bagreed an? (?:\w+ )?(?:target|plan|programme|timetable|deadline|date)\b"
        ),
        HISTORY,
        leaves_work,
    ),
    Rule(
        "is to be done",
        "It is to be done, as a note or a plan with a day says.",
        Strength.FIRM,
        phrase(rf"\b(?:is|are|was|were) {ADVERBS}to {_PASSIVE}"),
        _DOUBTS,
        in_no_case,
    ),
    Rule(
        "minuted as a resolution",
        "It is worded as a resolution: that it be done, or that it come to a meeting.",
        Strength.FIRM,
        phrase(
            rf"^\W*that (?!is\b|was\b|has\b|this\b|it\b|will\b|would\b)(?:the |a |an )?[^.;]{{3,200}}?(?<!to\s)(?<!will\s)(?<!would\s)(?<!should\s)(?<!can\s)(?<!may\s)\bbe {ADVERBS}{RETURNED}\b"
            rf"|\b(?<!to\s)(?<!will\s)(?<!would\s)(?<!should\s)(?<!not\s)be (?:given further consideration|brought|submitted|presented|reported|considered|referred)\b[^.;]{{0,60}}?\b(?:next|future|following|later) (?:\w+ ){{0,3}}{_MEETING}\b"
        ),
        _ASIDE,
        leaves_work,
    ),
    Rule(
        "note of work to be done",
        "A note in the manner of minutes: the thing, and what is to be done with it.",
        Strength.FIRM,
        phrase(rf"\bto {_PASSIVE}"),
        _DOUBTS,
        is_a_note,
    ),
    Rule(
        "somebody is to do it",
        "A note in the manner of minutes: who, and what they are to do.",
        Strength.FIRM,
        phrase(
            rf"^\W*(?:[^.;:/–—-]{{2,60}}[-–—:/] ?)?(?P<who>[^.:;]{{2,90}}?) (?:is |are |was |were )?to {ADVERBS}{one_of(RETURNS)}\b"
        ),
        _DOUBTS,
        names_somebody,
    ),
    Rule(
        "due or planned for a day",
        "It is due, scheduled or planned for a time that is named.",
        Strength.FIRM,
        phrase(
            rf"\b(?:is|are|was|were|be) {ADVERBS}(?:due|scheduled|timetabled|programmed|set|planned|on track) (?:for|to) (?!receive\b|exceed\b|the\b|be (?:the|an?)\b)"
            r"|\b(?:due|scheduled|planned) for (?:implementation|completion|delivery|launch|publication|release|review|consideration|submission|decision|roll-?out)\b"
            r"|\b(?:will|shall) be (?:fully |then |finally )?(?:operational|in place|in service|complete|ready|live|open|available|up and running)\b"
        ),
        re.compile(_DOUBTS.pattern + r"|\bdue to (?:the|a|an|its|their|take effect)\b", re.IGNORECASE),
        has_a_day,
    ),
    Rule(
        "it will be done",
        "It says that something will be done.",
        Strength.FIRM,
        phrase(rf"{_WILL}(?P<passive>be {ADVERBS}(?:reviewed|{RETURNED}))\b"),
        _DOUBTS,
        it_will_be_done,
    ),
    Rule(
        "somebody will do it",
        "It says who will do it, or when it will happen.",
        Strength.FIRM,
        phrase(
            rf"{_WILL}(?:be (?=\w+ing\b))?(?!continue to\b|build on\b|look to\b|seek to\b|aim to\b|strive\b|endeavour\b|try to\b|work together\b|need to\b)(?P<verb>go live|go ahead|take place|take effect|set out|go out|go to|[a-z]+)\b"
        ),
        _DOUBTS,
        somebody_will,
    ),
    Rule(
        "minuted as what would be done",
        "Minutes report that somebody would do it.",
        Strength.FIRM,
        phrase(
            rf"\b(?:would|'d) {ADVERBS}(?:(?P<done>{one_of(RETURNS)}\b|be {RETURNED}\b)|(?P<verb>[a-z]+)\b)"
        ),
        re.compile(
            _DOUBTS.pattern
            + r"|\bwould\s+(?:be\s+)?(?:help|mean|have|allow|enable|make|benefit|suggest|recommend|welcome|cost|require|need|expected|required|needed|concerned|considered|appropriate)\b"
            r"|\b(?:asked|queried|questioned|wondered)\s+(?:whether|if|why|how|what|who|when|where|about)\b",
            re.IGNORECASE,
        ),
        for_somebody,
    ),
    Rule(
        "intends to",
        "Somebody says that they intend to do it.",
        Strength.FIRM,
        phrase(rf"\b(?:intends?|intending) {ADVERBS}to {ADVERBS}[a-z]+\b"),
        _DOUBTS,
    ),
)
