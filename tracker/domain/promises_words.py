"""The words that rules about promises are made of: who acts, what ends, what merely has an effect."""

import re
from collections.abc import Iterable


def phrase(pattern: str) -> re.Pattern[str]:
    """`pattern`, with each space standing for any run of white space, whatever the case."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)


def one_of(words: Iterable[str]) -> str:
    """A group that matches one of `words`, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _words(listed: str) -> tuple[str, ...]:
    """A list with a bar between two entries, over any number of lines."""
    return tuple(entry for entry in (" ".join(one.split()) for one in listed.split("|")) if entry)


_ADVERB = (
    r"(?:also|now|then|therefore|however|again|all|each|both|currently|presently|shortly|soon|further|still|formally|next|together|"
    r"subsequently|either|jointly|actively|actually|already|in turn|in future|in due course)[ ,]+"
)
ADVERBS = rf"(?:{_ADVERB}){{0,3}}(?!{_ADVERB})"
"""As many as there are: what follows is none. (A possessive repeat would say so, but Python 3.11.2 matches it wrongly.)"""

RETURNS = _words(
    """
    bring|report|get|find|buy|order|collect|measure|book|pay|clean|repair|fix|mend|sort|resend|think|provide|circulate|share|present|submit|send|write|prepare|produce|update|review |
    arrange|organise|organize|contact|liaise|look into|investigate|check|confirm|clarify|follow up |
    follow this up|pick up|pick this up|take up|take forward|take this|take the|take it|take away|raise
    | discuss|invite|publish|issue|draft|include|add|consider|explore|attend|consult|come back |
    return|undertake|carry out|conduct|complete|set up|set out|establish|speak|talk|meet|feed back |
    feedback|feed|seek|obtain|amend|revise|distribute|forward|respond|reply|upload|convene |
    schedule|request|ask|email|e-mail|pass|chase|pursue|progress|monitor|develop|identify|analyse
    | audit|map|draw up|write up|work up|work with|put|place|make|give|advise|inform|notify |
    escalate|refer|compile|collate|finalise|implement|introduce|launch|recruit|appoint|deliver |
    ensure|remind|re-circulate|recirculate|reissue|source|verify|evaluate|benchmark|remove|replace |
    install|visit|train|commission|procure|design|create|build|improve|strengthen|reinforce|reduce |
    increase|extend|expand|upgrade|restructure|roll out|start|begin|continue|agree|sign|lead |
    support|hold|run|open|close|move|test|pilot|plan|assess|log|record|capture|track
    """
)
"""What a person does who was asked to: the plain form of the verb."""

RETURNED = (
    r"(?:\w+ly |re-?|peer[ -])?(?:[a-z]{2,}(?:ed|ied)(?: (?:up|out|into|back|on|forward|to))?|brought|written|sent|taken|given|put|made|set|built|held|"
    r"run|shown|drawn|fed|sought|kept|undertaken|met|chosen|begun|done|found|led|paid|spent|bought|understood)"
)
"""What is done to a thing: a participle."""

ENDING = _words(
    """
    adopting|assessing|building|commissioning|compiling|completing|considering|consulting|creating |
    designing|developing|drafting|drawing up|establishing|evaluating|exploring|finalising|implementing |
    installing|introducing|investigating|launching|mapping|negotiating|piloting|planning|preparing |
    procuring|producing|recommissioning|re-commissioning|recruiting|redesigning|refreshing|removing |
    replacing|restructuring|reviewing|revising|rewriting|rolling out|scoping|seeking|setting up |
    strengthening|testing|trialling|updating|upgrading|working up|writing
    """
)
"""Work that comes to an end some day, as it goes on."""

ENDED = _words(
    """
    addressed|adopted|analysed|assessed|built|commissioned|compiled|completed|considered|consulted on |
    created|designed|developed|drafted|drawn up|established|evaluated|explored|finalised|implemented |
    installed|introduced|investigated|looked at|looked into|mapped|negotiated|piloted|planned|prepared |
    procured|produced|progressed|recommissioned|re-commissioned|recruited|redesigned|refreshed|removed |
    replaced|restructured|reviewed|revised|rewritten|rolled out|scoped|set up|taken forward|tested |
    trialled|updated|upgraded|worked up|written
    """
)
"""The same, as it is being done to something."""

TO_END = _words(
    """
    adopt|agree|build|co-create|cocreate|commission|complete|conclude|create|deliver|design|develop
    | draft|ensure|establish|evaluate|expand|extend|finalise|fill|identify|implement|improve |
    increase|install|introduce|launch|migrate|pilot|prepare|procure|produce|recommission|re-commission
    | recruit|redesign|reduce|refresh|remove|replace|resolve|restructure|review|revise|roll out |
    set up|streamline|strengthen|test|update|upgrade
    """
)
"""The same, as what is worked towards."""

EFFECTS = _words(
    """
    add|aid|allow|assist|augment|benefit|bring|build|complement|contribute|cost|deliver |
    demonstrate|drive|enable|encompass|enhance|ensure|equip|focus|form|free|give|help|impact |
    improve|increase|inform|lead|make|mean|offer|outline|prevent|promote|protect|provide|reduce |
    reflect|release|result|save|seek|serve|set out|strengthen|support|tackle|transform|update
    """
)
"""What a measure brings about: said of a thing, it is no promise of its own."""

STATES = _words(
    """
    able|aware|be|become|depend|differ|expect|face|feel|have|hopefully|know|like |
    likely|need|not|never|no|always|often|usually|only|recall|remain|require|see|seem|stay |
    understand|vary|want|wish
    """
)
"""What merely is, or is guessed."""

HAPPENS = _words(
    """
    begin|close|commence|complete|conclude|convene|discuss|end|feature|finish|go ahead|go live |
    go to|go out|include|launch|meet|open|report|run|start|take effect|take place|transfer|come |
    return
    """
)
"""What happens on a day."""

ROLES = _words(
    """
    ac|acc|accountant|adviser|advisor|agency|auditor|auditors|authority|board|cabinet|chair |
    chairman|chairperson|chief|chiefs|clerk|coordinator|co-ordinator|commander|commanders|commission |
    commissioner|committee|committees|constable|constabulary|coroner|council|councillor|councillors |
    councils|county|department|deputy|directorate|director|directors|executive|force|forces|forum |
    governors|governor|government|group|head|heads|inspectorate|inspector|inspectors|lead|leader |
    leads|management|manager|managers|mayor|members|member|ministry|minister|monitoring officer|nurse
    | office|officer|officers|ombudsman|owner|panel|partner|partners|partnership|pcc|police |
    principal|registrar|representative|representatives|secretariat|secretary|section|solicitor|staff |
    subcommittee|sub-committee|superintendent|supervisor|surveyor|taskforce|task force|team|teams |
    treasurer|trust|trustees|unit|working party|vice-chair
    """
)
"""Those who can be asked: a person's role, or a body."""
