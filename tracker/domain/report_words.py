"""How reports treat sentences that others wrote, beside what `wording` says for every page."""


def capital(sentence: str) -> str:
    """`sentence` with a capital letter in front, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def stopped(sentence: str) -> str:
    """`sentence` with a full stop, unless it ends in a stop of its own."""
    text = sentence.rstrip()
    return text if not text or text[-1] in ".!?…”" else f"{text}."


def paragraphs(text: str) -> tuple[str, ...]:
    """What somebody typed, as paragraphs: each line that has something in it is one, with its spaces made single."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)
