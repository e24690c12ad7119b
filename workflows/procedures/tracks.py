"""From declared facts to a track: the first rule that holds decides, and is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflows.procedures.grammar import Basis, Procedure, Text


@dataclass(frozen=True)
class TrackDecision:
    """The track that the declared facts call for, and the rule that decided. No track: unclassified."""

    track: str | None
    rule: str | None = None
    text: Text | None = None
    basis: Basis | None = None


def decide(tracks: Sequence[Procedure], facts: dict[str, Any]) -> TrackDecision:
    """Choose among the tracks of a kind in force on one day, which share their rules. Never raises."""
    for rule in tracks[0].track_rules if tracks else ():
        if rule.when.holds(facts):
            return TrackDecision(rule.track, rule.name, rule.text, rule.basis)
    default = next((track for track in tracks if track.unclassified == "track"), None)
    if default is None:
        return TrackDecision(None)
    return TrackDecision(default.track, None, default.track_title or default.title, default.basis)
