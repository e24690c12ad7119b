"""Builds a paper: its HTML and the JSON of the act. ``documents`` renders, ``signatures`` signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from permits.papers import contexts
from permits.papers.act import act_json
from permits.papers.bidi import isolate_page
from permits.papers.contexts import Paper
from permits.papers.families import articles, is_order
from permits.papers.images import crest, qr
from permits.papers.labels import OPINIONS, TITLES
from permits.papers.visas import visas

#: Height in mm of the empty band at the bottom of the last page, over the full text width.
SIGNATURE_BAND_MM = 60
#: Page margins in mm: left and right, and bottom. The band stands on the bottom margin.
SIDE_MARGIN_MM = 16
BOTTOM_MARGIN_MM = 27

#: The context each template wants: also the list of the papers that exist.
TEMPLATES: Mapping[str, type[Paper]] = {
    "deposit_receipt": contexts.DepositReceipt,
    "request_for_pieces": contexts.RequestForPieces,
    "amendment_request": contexts.AmendmentRequest,
    "minutes": contexts.Minutes,
    "decision_grant": contexts.DecisionGrant,
    "decision_refusal": contexts.DecisionRefusal,
    "silence_attestation": contexts.SilenceAttestation,
    "payment_slip": contexts.PaymentSlip,
    "deferral": contexts.DeferralNotice,
}


@dataclass(frozen=True)
class Built:
    """A paper ready to be rendered."""

    html: str
    act_json: bytes
    title: str
    language: str


def _grant(paper: contexts.DecisionGrant) -> dict[str, Any]:
    return {
        "articles": [f"papers/articles/{name}.html" for name in articles(paper)],
        "visas": paper.visas or visas(paper.commune.country, paper.file),
        "is_order": is_order(paper),
    }


def _texts(paper: contexts.DecisionRefusal | contexts.DeferralNotice) -> dict[str, Any]:
    return {"visas": paper.visas or visas(paper.commune.country, paper.file)}


_MORE: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "decision_grant": _grant,
    "decision_refusal": _texts,
    "deferral": _texts,
}


def _css() -> str:
    return (Path(settings.BASE_DIR) / "templates" / "papers" / "paper.css").read_text(encoding="utf-8")


def build(template: str, context: Paper) -> Built:
    """The paper of that template from that context.

    Raises KeyError when there is no such paper and TypeError when the context is not its own.
    """
    wanted = TEMPLATES[template]
    if not isinstance(context, wanted):
        raise TypeError(
            f"The paper {template} is made from a {wanted.__name__}, not a {type(context).__name__}."
        )
    title = TITLES[template]
    values = {
        "paper": context,
        "title": title,
        "css": _css(),
        "crest": crest(context.commune.crest_svg),
        "qr": qr(context.act.url),
        "opinions": OPINIONS,
        **_MORE.get(template, lambda _paper: {})(context),
    }
    # The words of an act never depend on the language of whoever makes it.
    with translation.override("fr"):
        html = render_to_string(f"papers/{template}.html", values)
    name = f"{title.fr} {context.act.number}"
    return Built(isolate_page(html), act_json(template, context), name, context.commune.languages[0])
