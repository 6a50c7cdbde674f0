"""Words about time that name no day. They are said and stay in the title: nothing is guessed from them."""

from tracker.domain.capture_day import Form, form, vague
from tracker.domain.capture_words import END, MONTH, NUMBER, WEEKDAY

_PART = r"(?:early|mid|middle|late|start|beginning|first\s+half|second\s+half|first\s+week|last\s+week)"
_SEASON = r"(?:spring|summer|autumn|winter|christmas|xmas|easter|new\s+year|half[\s-]term)"
_SPAN = r"(?:weeks?|wks?|months?|mths?|years?|yrs?|quarters?|qtrs?)"
_UNIT = r"(?:days?|working\s+days?|wks?|weeks?|fortnights?|mths?|months?|years?|yrs?)"
_YEAR = r"(?:\s+(?:20)?\d\d(?:\s?/\s?\d\d)?)?"
_SOME = r"(?:(?:the\s+|a\s+)?(?:next\s+|coming\s+)?(?:couple|few|several)(?:\s+of)?)"

FORMS: list[Form] = [
    form(r"a\.?s\.?a\.?p\b\.?|as\s+soon\s+as\s+(?:possible|practicable|poss)\b|straight\s*away\b", vague),
    form(rf"(?:now|soon|shortly|urgent(?:ly)?|immediately|right\s+away|ongoing|later|tb[acd]){END}", vague),
    form(
        rf"(?:(?:in|within)\s+)?(?:{_SOME}|{NUMBER}\s*(?:-|–|to|or)\s*{NUMBER})\s*{_UNIT}(?:['’]?s?\s+time)?(?!\w)",
        vague,
    ),
    form(rf"(?:(?:in|within)\s+)?{NUMBER}\s*{_UNIT}\s+or\s+(?:so|two|more|less)\b", vague),
    form(
        rf"(?:(?:in|during)\s+)?(?:the\s+)?{_PART}[\s-]*(?:(?:in|of)\s+)?(?:the\s+)?(?:{MONTH}|{_SEASON}){_YEAR}(?!\w)",
        vague,
    ),
    form(
        rf"(?:(?:in|during)\s+)?(?:the\s+)?{_PART}[\s-]*(?:of\s+)?(?:(?:the|next|this)\s+)?(?:{_SPAN}|20\d\d){END}",
        vague,
    ),
    form(rf"(?:(?:the\s+)?end\s+of\s+)?(?:q|quarter\s?|qtr\s?)[1-4]{_YEAR}(?!\w)", vague),
    form(rf"(?:in\s+)?(?:the\s+)?(?:new\s+)?{_SEASON}{_YEAR}{END}", vague),
    form(rf"(?:in\s+)?(?:{MONTH})\.?\s*(?:/|or|and|to|-|–)\s*(?:{MONTH}){_YEAR}{END}", vague),
    form(rf"(?:in\s+)?(?:{MONTH})\.?,?(?:\s+\d{{4}}|\s*['’]\d\d)?{END}", vague),
    form(rf"(?:in\s+)?(?:next|nxt|this|coming|following)\s+(?:financial\s+)?(?:{_SPAN}|time){END}", vague),
    form(r"year[\s-]+end\b|(?:the\s+)?weekend\b", vague),
    form(
        rf"(?:w/?[ce]|w(?:ee)?k\s+(?:commencing|beginning|ending|of))\s+(?:the\s+)?(?:{WEEKDAY}\s+)?\d[\w/.-]*(?:\s+(?:{MONTH}))?",
        vague,
    ),
    form(r"(?:(?:next|the)\s+)?(?:meeting|mtg)\s+(?:after\s+(?:next|that)|but\s+one)\b", vague),
    form(r"next\s+(?:meeting|mtg)\s+(?:but\s+one|after\s+(?:next|that))\b", vague),
    form(rf"(?:in\s+)?(?:{MONTH})(?:['’]s)?\s+(?:meeting|mtg|papers|pack)\b", vague),
    form(r"(?:(?:this|the|another|a\s+future)\s+)(?:meeting|mtg)\b", vague),
]
