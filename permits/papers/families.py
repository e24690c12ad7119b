"""Which articles a granting decision carries, by country and kind of permit.

The first family follows annexe 6 of the general building regulation (décret 2-13-424), whose
seventeen articles keep their numbers: the notice of opening is article 5, the rule on later
changes article 11. The others take from it what has a meaning for them. Each name is a template
in ``templates/papers/articles/``.
"""

from __future__ import annotations

from permits.papers.contexts import DecisionGrant

ANNEXE_6 = (
    "object",
    "alignment",
    "plans",
    "rules",
    "opening",
    "site_board",
    "public_domain",
    "on_site",
    "completion",
    "occupancy_first",
    "changes",
    "lapse",
    "cleanliness",
    "fence",
    "facade",
    "payment",
    "third_parties",
)
SUBDIVISION = (
    "object",
    "plans",
    "equipment",
    "opening",
    "site_board",
    "public_domain",
    "on_site",
    "acceptance",
    "changes",
    "lapse_equipment",
    "cleanliness",
    "fence",
    "payment",
    "third_parties",
)
REFIT = (
    "object",
    "refit_limits",
    "rules",
    "public_domain",
    "on_site",
    "validity",
    "cleanliness",
    "facade",
    "payment",
    "third_parties",
)
DEMOLITION = (
    "object",
    "demolition_study",
    "public_domain",
    "on_site",
    "fence",
    "cleanliness",
    "validity",
    "payment",
    "third_parties",
)
DIVISION = ("object", "plans", "changes", "payment", "third_parties")
REGULARISATION = ("object", "plans", "stands_for_occupancy", "changes", "payment", "third_parties")
OCCUPANCY = ("object_issued", "conformity", "change_of_use", "payment", "third_parties")
CLASSIFIED = ("object_issued", "establishment", "changes", "payment", "third_parties")
PUBLIC_DOMAIN = ("object_issued", "precarious", "term", "cleanliness", "payment", "third_parties")
DECLARATION = ("object_issued", "establishment", "third_parties")
INFORMATION = ("object_issued", "informs_only", "third_parties")
FRANCE = ("object", "plans", "fr_opening", "fr_completion", "changes", "fr_lapse", "third_parties")
ANY = ("object", "plans", "changes", "validity", "payment", "third_parties")

_MOROCCO = {
    "construire": ANNEXE_6,
    "modifier": ANNEXE_6,
    "surelever": ANNEXE_6,
    "amenager": ANNEXE_6,
    "groupe_habitations": ANNEXE_6,
    "lotir": SUBDIVISION,
    "morceler": DIVISION,
    "refection": REFIT,
    "demolir": DEMOLITION,
    "regulariser": REGULARISATION,
    "habiter": OCCUPANCY,
    "conformite": OCCUPANCY,
    "etablissement_classe_2": CLASSIFIED,
    "etablissement_classe_3": CLASSIFIED,
    "simple_declaration": DECLARATION,
    "odp_terrasse": PUBLIC_DOMAIN,
    "odp_affichage": PUBLIC_DOMAIN,
    "odp_travaux": PUBLIC_DOMAIN,
    "note_renseignements": INFORMATION,
}


def family(country: str, kind: str) -> tuple[str, ...]:
    """The articles of a kind, in order. A kind nobody named gets the plainest set."""
    if country == "fr":
        return FRANCE
    return _MOROCCO.get(kind, ANY)


def articles(paper: DecisionGrant) -> tuple[str, ...]:
    """The articles of this decision: those whose object exists (a payment, a validity, plans)."""
    without = set()
    if not paper.fees_due:
        without.add("payment")
    if paper.validity is None:
        without |= {"validity", "lapse_equipment", "fr_lapse"}
    if paper.term is None:
        without.add("term")
    # Annexe 6 keeps its numbers even when there is nothing to pay or no lapse: it says so instead.
    listed = family(paper.commune.country, paper.file.kind)
    return listed if listed is ANNEXE_6 else tuple(name for name in listed if name not in without)


def is_order(paper: DecisionGrant) -> bool:
    """Whether the paper is an order (arrêté): a note that only informs is not."""
    return family(paper.commune.country, paper.file.kind) is not INFORMATION
