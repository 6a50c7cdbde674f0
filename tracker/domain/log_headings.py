"""The headings of logs: which words over a column mean which field.

A heading is either plain, so that it means one field, or it may mean one of several ("Item", "Date", "Action by"), and what stands under
it decides (`log_columns`).
"""

import re
from difflib import get_close_matches
from functools import lru_cache

from tracker.domain.log_understood import LogField as F

Meant = tuple[F, ...]
"""The fields that a heading can mean, the likeliest first; empty for one that is not known."""

_PLAIN = {
    F.REFERENCE: "ref|reference|ref no|ref number|reference no|reference number|action no|action number|action ref|action reference|action id|id"
    "|no|number|num|nr|item no|item number|log no|log ref|log number|unique id|unique ref|unique reference|unique reference number|urn|serial"
    "|serial no|serial number|s no|sn|s n|act no|rec no|rec ref|recommendation no|recommendation number|recommendation ref|our ref|our reference"
    "|action log no|action log ref|action point no|ap no|ref id|action reference number|action ref no|log id|task no|task id|task ref|actions no"
    "|no of action|key|issue key|issue id|decision no|ref code|code|action code|identifier",
    F.TITLE: "actions|action required|actions required|action agreed|agreed action|agreed actions|actions agreed|action description|task|tasks"
    "|description of action|action detail|action details|detail of action|details of action|details of actions|what|action point|action points"
    "|action title|action to be taken|actions to be taken|action item|action items|what needs to be done|what is to be done|action summary"
    "|summary of action|requested action|request|commitment|required action|recommended action|description of actions|action text|to do|what action"
    "|action raised|actions raised|action arising|actions arising|action and description|action taken forward|what we will do|agreed action point"
    "|action decision|action or decision|task description|what was agreed|what has been agreed|what is required|action wording|action requested",
    F.OWNER: "owner|owners|action owner|action owners|lead|leads|lead officer|lead officers|action lead|responsible|responsibility|person responsible"
    "|responsible person|responsible officer|officer responsible|officer|officers|assigned to|assigned|assignee|who|by whom|whom|allocated to"
    "|allocated|owned by|action for|for action by|for action|named lead|nominated lead|senior responsible officer|sro|post holder|postholder"
    "|lead owner|owner lead|force lead|action holder|holder|lead person|accountable|accountable officer|accountable person|person|officer lead"
    "|name|action assigned to|action allocated to|who is responsible|lead name|responsible lead|responsible owner|delegated to|tasked to|actioned by"
    "|chief officer lead|chief officer|strategic lead|lead department|department|assigned officer|owning officer",
    F.DUE: "due|due date|date due|target|target date|target completion date|target completion|deadline|by when|when|when by|timescale|timescales"
    "|timeframe|time frame|time scale|completion target|complete by|completion due|completion due date|expected completion|expected completion date"
    "|original due date|original target date|original date|original target|original deadline|original due|original completion date|first due date"
    "|required by|date required|due by|action due|action due date|target for completion|planned date|planned completion|planned completion date"
    "|estimated completion|estimated completion date|date for completion|to be completed by|to be complete by|delivery date|date to be completed"
    "|deadline date|date required by|target due date|initial target date|initial due date|date due by|due for completion|target end date|end date"
    "|finish date|completion deadline|date for action|proposed completion date|anticipated completion date|anticipated completion|due on|to be done by"
    "|original timescale|agreed date|agreed deadline|initial deadline|baseline date|date needed by|needed by",
    F.REVISED: "new date|revised date|revised due date|revised target date|revised target|revised deadline|new due date|new target date|new target"
    "|new deadline|extended date|extended to|extension|extension date|revised|updated due date|amended date|amended due date|amended target date"
    "|current due date|current target date|current deadline|revised completion date|new completion date|date revised to|forecast date|latest date"
    "|rescheduled|rescheduled date|updated target date|updated deadline|revised date agreed|revised timescale|revised timescales|revised due|new due"
    "|extended deadline|extended due date|extended target date|updated date due|revised date due|forecast completion|forecast completion date"
    "|latest due date|new date agreed|amended deadline|revised end date|new timescale|revised by when|current target|re scheduled date",
    F.STATUS: "status|action status|current status|state|open closed|open or closed|open closed status|complete y n|completed y n|closed y n"
    "|complete yes no|completed yes no|status of action|overall status|done|position|stage|status open closed|status update open closed|discharged y n"
    "|open complete|status of actions|progress status|completion status|action open closed|open y n|complete incomplete",
    F.RATING: "rag|rag status|rag rating|brag|brag status|brag rating|rating|colour|traffic light|ragb|bragg|rag colour|status rag|rag b|current rag|rag score"
    "|rygb|traffic light status|colour code|colour status|brag g|rag assessment|progress rag",
    F.MEETING: "meeting|meeting ref|meeting reference|raised at|origin|source meeting|meeting raised|forum|board|committee|source|mtg|meeting name"
    "|raised at meeting|meeting where raised|from meeting|meeting no|meeting number|where raised|originating meeting|meeting of|date and meeting"
    "|meeting and date|meeting title|origin of action|source of action|ppm|meeting raised at|arising from|origin meeting",
    F.AGENDA_ITEM: "agenda item|agenda|agenda no|agenda ref|agenda item no|agenda number|agenda reference|agenda item number|agenda heading|agenda item ref"
    "|agenda item title|paragraph|para|section",
    F.RAISED: "date raised|raised|raised on|date logged|logged|date opened|opened|date added|date entered|date set|date agreed|date created|created"
    "|date of action|date assigned|date allocated|date issued|issued|date given|entry date|start date|date action raised|date of entry|added|date action"
    "|date action agreed|date recorded|opened on|open date|date received|date commenced|created on|date identified|raised date|date started|action date"
    "|date of request|date action set|log date|date action logged|action raised date|date first raised|logged on|date set at",
    F.CLOSED: "date closed|closed on|closed date|closure date|date of closure|date completed|completed on|completed date|actual completion date|actual"
    "|actual date|date complete|date discharged|date of completion|actual completion|date done|date action closed|date action completed|complete date"
    "|closing date|date of discharge|discharge date|discharged on|date closed off|date signed off|sign off date|closed complete date|date closed completed"
    "|date completed closed|actual closure date|actual end date|actual finish|date delivered|date finished|completed closed date|actual date completed",
    F.CLOSED_REASON: "reason for closure|closure reason|reason closed|closure comments|closing comments|closure note|closure notes|reason for closing"
    "|closure rationale|rationale for closure|closure statement|closure summary|reason for close|reason",
    F.PRIORITY: "priority|priority level|importance|urgency|plan priority|police and crime plan priority|priorities|strategic priority|priority rating"
    "|priority h m l|action priority|plan theme|pcp priority",
    F.UPDATE: "update|updates|progress update|progress updates|latest update|comments|comment|notes|note|remarks|progress notes|action taken|response"
    "|responses|commentary|narrative|current position|latest position|progress to date|outcome|outcomes|feedback|latest|position statement|status update"
    "|progress report|officer update|update comments|update progress|progress comments|comments update|outcome update|progress and update|progress made"
    "|update on progress|actions taken|additional comments|further comments|update narrative|comments updates|owner update|lead update|progress against action"
    "|action update|action updates|notes comments|comments notes|update notes|result|results|progress action taken|update on action|force update"
    "|force response|latest progress|latest comments|summary of progress|progress since last meeting|update for meeting|updates comments|action progress"
    "|notes and updates|notes updates|progress and comments|comments and progress|comments progress|commentary update|outcome comments",
    F.UPDATED: "date of update|last updated|date updated|update date|date of last update|updated on|updated|last update|date of latest update|last update date"
    "|last reviewed|date last updated|progress date",
}
_EITHER: dict[str, Meant] = {
    "action": (F.TITLE, F.REFERENCE),
    "title": (F.TITLE, F.AGENDA_ITEM),
    "item": (F.TITLE, F.AGENDA_ITEM, F.REFERENCE),
    "description": (F.TITLE, F.ASKED),
    "detail": (F.TITLE, F.ASKED),
    "details": (F.TITLE, F.ASKED),
    "full description": (F.TITLE, F.ASKED),
    "full details": (F.TITLE, F.ASKED),
    "full wording": (F.TITLE, F.ASKED),
    "background": (F.OTHER,),
    "wording": (F.TITLE, F.ASKED),
    "text": (F.TITLE, F.ASKED),
    "requirement": (F.TITLE, F.ASKED),
    "summary": (F.TITLE, F.ASKED),
    "recommendation": (F.TITLE, F.ASKED),
    "recommendations": (F.TITLE, F.ASKED),
    "decision": (F.TITLE, F.OTHER),
    "objective": (F.TITLE, F.OTHER),
    "question": (F.TITLE, F.ASKED),
    "matter": (F.TITLE, F.AGENDA_ITEM),
    "matters": (F.TITLE, F.AGENDA_ITEM),
    "matter arising": (F.TITLE, F.AGENDA_ITEM),
    "matters arising": (F.TITLE, F.AGENDA_ITEM),
    "issue": (F.TITLE, F.AGENDA_ITEM),
    "issues": (F.TITLE, F.AGENDA_ITEM),
    "subject": (F.TITLE, F.AGENDA_ITEM),
    "topic": (F.TITLE, F.AGENDA_ITEM),
    "agenda topic": (F.AGENDA_ITEM,),
    "minute": (F.AGENDA_ITEM, F.REFERENCE),
    "minute no": (F.AGENDA_ITEM, F.REFERENCE),
    "minute ref": (F.AGENDA_ITEM, F.REFERENCE),
    "minute reference": (F.AGENDA_ITEM, F.REFERENCE),
    "minute number": (F.AGENDA_ITEM, F.REFERENCE),
    "minutes ref": (F.AGENDA_ITEM, F.REFERENCE),
    "minutes reference": (F.AGENDA_ITEM, F.REFERENCE),
    "min ref": (F.AGENDA_ITEM, F.REFERENCE),
    "min no": (F.AGENDA_ITEM, F.REFERENCE),
    "item ref": (F.REFERENCE, F.AGENDA_ITEM),
    "item reference": (F.REFERENCE, F.AGENDA_ITEM),
    "date": (F.RAISED, F.DUE),
    "dates": (F.RAISED, F.DUE),
    "action by": (F.OWNER, F.DUE),
    "by": (F.OWNER, F.DUE),
    "action by date": (F.DUE,),
    "action by who": (F.OWNER,),
    "action by whom": (F.OWNER,),
    "action by when": (F.DUE,),
    "completion date": (F.CLOSED, F.DUE),
    "completion": (F.CLOSED, F.DUE, F.STATUS),
    "date for review": (F.OTHER, F.DUE),
    "review date": (F.OTHER, F.DUE),
    "complete": (F.STATUS, F.CLOSED),
    "completed": (F.STATUS, F.CLOSED),
    "closed": (F.STATUS, F.CLOSED),
    "discharged": (F.STATUS, F.CLOSED),
    "progress": (F.UPDATE, F.STATUS),
    "meeting date": (F.MEETING, F.RAISED),
    "date of meeting": (F.MEETING, F.RAISED),
    "date of mtg": (F.MEETING, F.RAISED),
    "mtg date": (F.MEETING, F.RAISED),
    "raised by": (F.OTHER,),
    "requested by": (F.OTHER,),
    "logged by": (F.OTHER,),
    "set by": (F.OTHER,),
    "closed by": (F.OTHER,),
    "updated by": (F.OTHER,),
    "reviewed by": (F.OTHER,),
    "evidence": (F.OTHER,),
}
HEADINGS: dict[str, Meant] = {
    word: (meant,) for meant, words in _PLAIN.items() for word in words.split("|")
} | _EITHER
_REVISED = re.compile(
    r"\b(?:revised|new|amended|extended|updated|2nd|second|3rd|third|further)\b.*\b(?:date|deadline|target|due|timescale|by when)\b"
)
_DUE = re.compile(r"\b(?:due|target|deadline)\b")
_CLOSED = re.compile(
    r"\bdate\b.*\b(?:closed|completed|discharged)\b|\b(?:closed|completed|discharged)\b.*\bdate\b"
)
_UPDATE = re.compile(r"\b(?:updates?|progress|comments?|commentary|notes)\b")
_OWNED = re.compile(r"\b(?:owner|responsible)\b")
_LONGEST = 60
_FUZZY = tuple(word for word in HEADINGS if len(word) >= 5)


def plain_heading(text: str) -> str:
    """A heading in small letters, without brackets, signs and line breaks: "Action\\nNo." is "action no"."""
    words = re.sub(r"\([^)]*(?:dd|mm|yy|e\.g|eg |drop|select|initials|please)[^)]*\)", " ", text.casefold())
    words = (
        words.replace("#", " no ")
        .replace("&", " and ")
        .replace("№", " no ")
        .replace("’", "'")
        .replace("'s", "s")
    )
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words).split())


@lru_cache(maxsize=4_096)
def meant_by(text: str, *, forgiving: bool = True) -> Meant:
    """What a heading can mean. `forgiving` takes a slip of the pen too ("Traget date")."""
    words = plain_heading(text)
    if not words or len(words) > _LONGEST:
        return ()
    if words in HEADINGS:
        return HEADINGS[words]
    without_the = re.sub(r"\b(?:the|current|please|opcc|pcc|pfcc|opfcc|commissioner s) ", "", words)
    if without_the in HEADINGS:
        return HEADINGS[without_the]
    return _by_parts(text) or (_nearly(words) if forgiving else ())


def _by_parts(text: str) -> Meant:
    """“Lead / Owner”: what all its parts mean, or the first that is known with certainty."""
    parts = [plain_heading(part) for part in re.split(r"[/|(]| - | – |\n", text)]
    meant = [HEADINGS[part] for part in parts if part in HEADINGS]
    known = [part for part in parts if part]
    if meant and len(meant) == len(known):
        common = [one for one in meant[0] if all(one in other for other in meant)]
        return tuple(common) or meant[0]
    return meant[0] if meant and parts[0] in HEADINGS and len(known) <= 2 else ()


def _nearly(words: str) -> Meant:
    """A heading by one of its words, or by its likeness to a known one."""
    if len(words.split()) <= 6:
        for pattern, meant in (
            (_REVISED, F.REVISED),
            (_CLOSED, F.CLOSED),
            (_DUE, F.DUE),
            (_UPDATE, F.UPDATE),
            (_OWNED, F.OWNER),
        ):
            if pattern.search(words):
                return (meant,)
    near = get_close_matches(words, _FUZZY, n=1, cutoff=0.87) if len(words) >= 5 else []
    return HEADINGS[near[0]] if near else ()
