"""Numbered paragraphs, as councils and their panels number them: "2.1", "2.2", and within a priority "4.1.1", "4.1.2".

A number belongs to a paragraph, and to the list, table or picture that follows it: whoever quotes "4.1.3" means all of it.
"""

from collections.abc import Iterable, Iterator

from tracker.domain.paper import Block, Numbered, Part, Prose, Written
from tracker.domain.prose import PieceKind


def numbered(section: str, blocks: Iterable[Block], first: int = 1) -> tuple[Block, ...]:
    """`blocks` as paragraphs numbered within `section` ("4.1"), from `first` on.

    Each paragraph gets the next number and keeps what follows it up to the next; what stands before any paragraph is numbered too.
    A heading stays as it is, and so does a `Part`: what is in that was numbered when it was made.
    """
    found: list[Block] = []
    number = first
    for block in apart(blocks):
        if isinstance(block, Part) or _is(block, PieceKind.HEADING):
            found.append(block)
        elif found and isinstance(last := found[-1], Numbered) and not _opens(block):
            found[-1] = Numbered(last.number, (*last.blocks, block))
        else:
            found.append(Numbered(f"{section}.{number}", (block,)))
            number += 1
    return tuple(found)


def apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same, with each paragraph a block of its own."""
    for block in blocks:
        if isinstance(block, Prose):
            yield from (Prose((text,), quiet=block.quiet) for text in block.texts)
        elif isinstance(block, Written):
            yield from (Written(piece) for piece in block.prose.apart())
        else:
            yield block


def _opens(block: Block) -> bool:
    """Whether it is a paragraph, which gets a number of its own. What is quiet explains what it follows."""
    return (isinstance(block, Prose) and not block.quiet) or _is(block, PieceKind.PARAGRAPH)


def _is(block: Block, kind: PieceKind) -> bool:
    return isinstance(block, Written) and all(piece.kind is kind for piece in block.prose.pieces)
