"""Why words are withheld: the exemptions of the Freedom of Information Act 2000 by section, and the office's own reasons.

An absolute exemption holds by itself. A qualified one holds only while the public interest in withholding outweighs that in
disclosing (section 2 of the Act): whoever chooses it has weighed that up. Section 25 is no exemption: it tells of certificates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.errors import BadInput


class Weighing(StrEnum):
    """Whether the public interest has to be weighed before the exemption is used."""

    ABSOLUTE = "absolute"
    QUALIFIED = "qualified"
    EITHER = "partly absolute"
    OWN = ""


@dataclass(frozen=True)
class Reason:
    """One reason. `code` is what the database holds, `mark` what stands between the brackets, `title` what it is about in a few words.

    `note` says when it fits, and, for an exemption that is only partly absolute, where it is.
    """

    code: str
    mark: str
    title: str
    test: Weighing = Weighing.OWN
    note: str = ""

    @property
    def label(self) -> str:
        """As in a list to choose from: "Section 40: personal information (partly absolute)"."""
        words = f"{self.mark[:1].upper()}{self.mark[1:]}"
        return f"{words}: {self.title} ({self.test})" if self.test else words


def _section(number: str, title: str, test: Weighing, note: str = "") -> Reason:
    return Reason(f"foi-{number.lower()}", f"section {number}", title, test, note)


A, Q, E = Weighing.ABSOLUTE, Weighing.QUALIFIED, Weighing.EITHER

EXEMPTIONS: tuple[Reason, ...] = (
    _section("21", "can be had by other means", A),
    _section("22", "meant to be published later", Q),
    _section("22A", "research under way", Q),
    _section("23", "supplied by, or about, bodies that deal with security", A),
    _section("24", "national security", Q),
    _section("26", "defence", Q),
    _section("27", "international relations", Q),
    _section("28", "relations within the United Kingdom", Q),
    _section("29", "the economy", Q),
    _section("30", "investigations and proceedings of public authorities", Q),
    _section(
        "31", "law enforcement", Q, "What would help someone to commit or hide a crime, or hinder policing."
    ),
    _section("32", "court records", A),
    _section("33", "audit functions", Q),
    _section("34", "parliamentary privilege", A),
    _section("35", "making of government policy", Q),
    _section(
        "36",
        "conduct of public affairs",
        E,
        "Needs the reasonable opinion of the qualified person. Absolute only for what either House of Parliament holds.",
    ),
    _section(
        "37",
        "communications with the Sovereign and the Royal Household, and honours",
        E,
        "Absolute for communications with the Sovereign, the heir to the Throne and the next in line.",
    ),
    _section("38", "health and safety", Q),
    _section(
        "39", "environmental information", Q, "It is given or refused under its own Regulations of 2004."
    ),
    _section(
        "40",
        "personal information",
        E,
        "Absolute for somebody’s own data when they ask, and where telling others would break a data protection principle.",
    ),
    _section("41", "given in confidence", A),
    _section("42", "legal professional privilege", Q),
    _section("43", "commercial interests", Q),
    _section("44", "disclosure is prohibited by law", A),
)
"""In the order of the Act."""

OWN: tuple[Reason, ...] = (
    Reason(
        "third-party",
        "personal data of a third party",
        "somebody who is not a part of this business",
        note="In a request under the Act this is section 40.",
    ),
    Reason("victim", "victim or witness", "what could lead to a victim or a witness"),
    Reason("operational", "operational detail", "how the police work, now or next"),
    Reason("live-case", "case under way", "what could prejudice an investigation or a trial"),
    Reason("staffing", "staffing matter", "the health, conduct or employment of somebody"),
    Reason("unchecked", "being checked with the force", "a figure or a statement that is not confirmed yet"),
)
"""The office's own, in the order in which they are offered."""

KEPT_NAME = "kept-name"
"""The code of a row that withholds nothing: it says that a name may stand in the public's version."""

REASONS: Mapping[str, Reason] = {reason.code: reason for reason in (*EXEMPTIONS, *OWN)}
PERSONAL_DATA = REASONS["foi-40"]


def reason_named(code: str) -> Reason:
    """Raises `BadInput` for what is not in the list."""
    if code not in REASONS:
        raise BadInput("Choose the reason from the list.", field="reason")
    return REASONS[code]


def mark_of(reason: Reason) -> str:
    """What stands in place of withheld words: "[withheld: section 40]"."""
    return f"[withheld: {reason.mark}]"
