"""Numbered paragraphs, as councils and their panels number them: "2.1", "2.2", and within a priority "4.1.1", "4.1.2".

A number belongs to a paragraph, and to the list, table or picture that follows it: whoever quotes "4.1.3" means all of it.
"""

from collections.abc import Iterable

from tracker.domain.paper import Block, Numbered, Part, Prose


def numbered(section: str, blocks: Iterable[Block], first: int = 1) -> tuple[Block, ...]:
    """`blocks` as paragraphs numbered within `section` ("4.1"), from `first` on.

    Each paragraph gets the next number and keeps what follows it up to the next; what stands before any paragraph is numbered too.
    A `Part` stays as it is: it has a heading, and what is in it was numbered when it was made.
    """
    found: list[Block] = []
    number = first
    for block in blocks:
        if isinstance(block, Part):
            found.append(block)
        elif isinstance(block, Prose):
            for text in block.texts:
                found.append(Numbered(f"{section}.{number}", (Prose((text,), quiet=block.quiet),)))
                number += 1
        elif found and isinstance(last := found[-1], Numbered):
            found[-1] = Numbered(last.number, (*last.blocks, block))
        else:
            found.append(Numbered(f"{section}.{number}", (block,)))
            number += 1
    return tuple(found)
