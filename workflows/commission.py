"""Who keeps the secretariat of the commission: the commune's own desk, or a committee of the prefecture."""

from __future__ import annotations

from datetime import date

from accounts.models import Office, OfficeKind
from accounts.posts import offices_serving
from workflows.procedures.grammar import Procedure

AGREED = "one_stop_desk"  # setting of a small commune that has a desk by agreement (art. 16)


def committee_for(commune: Office, rules: Procedure, on: date) -> Office | None:
    """The office whose committee examines the files of this commune; None: its own desk does.

    Above the population that the pack gives, and in arrondissements, there is a one-stop desk
    (décret 2-13-424 art. 10); elsewhere a prefectoral or provincial committee (art. 15), unless a desk was
    agreed (art. 16). An unknown population changes nothing.
    """
    rule = rules.secretariat
    if rule is None or commune.kind != OfficeKind.COMMUNE or commune.settings.get(AGREED):
        return None
    if commune.population is None or commune.population > rule.desk_above:
        return None
    serving = offices_serving(commune, rule.otherwise, on)
    return next((serving[kind] for kind in rule.otherwise if kind in serving), None)
