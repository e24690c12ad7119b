"""The regimes of a kind and track follow one another: no overlap, no hole, one set of rules a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from workflows.procedures.grammar import Procedure
from workflows.procedures.loader import Loaded
from workflows.procedures.problems import Problem


def period_problems(entries: Iterable[Loaded]) -> Iterator[Problem]:
    """Days on which two regimes hold, or none; tracks of one day that disagree on how to choose them."""
    kinds: dict[tuple[str, str], list[Loaded]] = defaultdict(list)
    for entry in entries:
        kinds[entry.procedure.country, entry.procedure.kind].append(entry)
    for group in kinds.values():
        yield from _periods(group)
        yield from _tracks(group)


def _periods(group: list[Loaded]) -> Iterator[Problem]:
    tracks: dict[str, list[Loaded]] = defaultdict(list)
    for entry in group:
        tracks[entry.procedure.track].append(entry)
        if entry.procedure.valid_to and entry.procedure.valid_to < entry.procedure.valid_from:
            yield entry.problem("the regime ends before it begins", "valid_to")
    for line in tracks.values():
        line.sort(key=lambda entry: entry.procedure.valid_from)
        for before, after in pairwise(line):
            yield from _joint(before, after)


def _joint(before: Loaded, after: Loaded) -> Iterator[Problem]:
    ends, starts = before.procedure.valid_to, after.procedure.valid_from
    if ends is None or ends >= starts:
        reason = f"overlaps with {before.procedure.code}, which goes on to {ends or 'no end'}"
        yield after.problem(reason, "valid_from")
    elif ends + timedelta(days=1) < starts:
        reason = f"leaves a hole after {before.procedure.code}, which ends on {ends}"
        yield after.problem(reason, "valid_from")


def _tracks(group: list[Loaded]) -> Iterator[Problem]:
    """Tracks in force together share their rules, lead to tracks that exist and agree on the default."""
    for entry in group:
        peers = [other.procedure for other in group if _together(entry.procedure, other.procedure)]
        names = {peer.track for peer in peers}
        for index, rule in enumerate(entry.procedure.track_rules):
            if rule.track not in names:
                reason = f"rule '{rule.name}' leads to the track '{rule.track}', which does not exist then"
                yield entry.problem(reason, "track_rules", index)
        if any(peer.track_rules != entry.procedure.track_rules for peer in peers):
            yield entry.problem("the tracks of one kind must have the same track rules", "track_rules")
        if any(_asked(peer) != _asked(entry.procedure) for peer in peers):
            yield entry.problem("the tracks of one kind must ask the same facts", "facts")
        if sum(peer.unclassified == "track" for peer in peers) > 1:
            yield entry.problem("only one track can take what no rule classifies", "unclassified")
        if len(peers) == 1 and not entry.procedure.track_rules and entry.procedure.unclassified != "track":
            yield entry.problem("a kind with one track says 'unclassified: track'", "unclassified")


def _together(one: Procedure, other: Procedure) -> bool:
    return one.valid_from <= (other.valid_to or one.valid_from) and other.valid_from <= (
        one.valid_to or other.valid_from
    )


def _asked(procedure: Procedure) -> tuple[str, ...]:
    return tuple(fact.name for fact in procedure.facts)
