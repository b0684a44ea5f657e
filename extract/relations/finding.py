"""What a pattern found, before it becomes a ``Relation``: names at token positions, and why."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.record import RelationType
from .names import Name


@dataclass(frozen=True, slots=True)
class Finding:
    """One relation between two names.

    ``cue`` are the tokens that say so; ``anchor`` is the token whose surroundings tell modality and
    dates; ``over`` says that the text speaks of a state that ends with the event ("sold").
    """

    type: RelationType
    subject: Name
    object: Name
    cue: tuple[int, ...]
    anchor: int
    over: bool = False
