"""What is no promise, whatever else the sentence says: the past, habits, conditions, guesses, questions, decisions without work."""

from tracker.domain.promises_words import phrase

HISTORY = phrase(
    r"^\W*(?:in (?:\w+ )?(?:19|20)\d\d\b|last (?:year|month|week|august|autumn|summer|spring|winter|meeting)|previously\b|historically\b|"
    r"at (?:the|its|their|our) (?:last|previous) meeting|in response to (?:an? )?(?:action|request|question)|as (?:previously )?(?:requested|agreed) (?:at|by|in)|"
    r"(?:the|this) (?:below|above|following) (?:information )?(?:is|was) in response)|\bfollowing (?:an|the) (?:action|request) (?:raised|made)\b"
)
"""The sentence tells of an earlier time, or answers what was asked then."""

CONDITION = phrase(
    r"^\W*(?:if|were|had|should (?:the|a|an|this|any)|unless|after an?|when an?|where an?|once an?|whenever|wherever)\b"
)
"""It holds only in a case, or describes how such cases are dealt with."""

GUESS = phrase(
    r"\b(?:it is|is it|are|is|was|were) (?:\w+ )?(?:likely|unlikely|expected|anticipated|predicted|estimated|hoped|feared|projected|forecast) that\b|"
    r"\b(?:confident|hopeful|optimistic) that\b|\b(?:projection|prediction|forecast)s? (?:for|suggests?|indicates?|shows?)\b|"
    r"\bwe (?:anticipate|expect|predict|accept|know|recognise)\b"
)

QUESTION = phrase(r"\?\W*$")

DECISION = phrase(
    r"\b(?:be|is|are|was|were) (?:\w+ly |now )?(?:noted|approved|agreed|accepted|received|adopted|endorsed|confirmed|ratified|signed|appointed|elected|"
    r"welcomed|supported|excluded|authorised|granted|refused|thanked|congratulated|taken as read|a (?:correct|true|accurate))\b|"
    r"\b(?:agreed|resolved|decided)(?: unanimously)? (?:that|to) (?:note|approve|accept|adopt|endorse|receive|move (?:in)?to|go into|suspend|adjourn|waive|delegate|appoint|elect|ratify|support|exclude|thank|sign off|confirm|defer to)\b"
)
"""A decision that leaves nobody anything to do."""

NEGATIVE = phrase(
    r"\b(?:will|would|shall|need) not\b|\bwon't\b|\bwouldn't\b|\bno further action\b|\bno longer\b"
)

TERMS = phrase(
    r"\b(?:terms and conditions|all rights reserved|minutes will be published|(?:next|following) (?:\w+ ){0,4}meetings?\b[^.]{0,60}\b(?:would|will|shall) (?:be (?:held|on)|take place)|this (?:report|paper|document) (?:will|is to))\b"
)
"""What a paper says about itself."""
