"""Fixed words of the papers."""

from __future__ import annotations

from permits.papers.words import Both

OPINIONS = {
    "favourable": Both("Avis favorable", "رأي بالموافقة"),
    "favourable_with_reserves": Both("Avis favorable avec réserves", "رأي بالموافقة مع تحفظات"),
    "unfavourable": Both("Avis défavorable", "رأي بالرفض"),
    "adjourned": Both("Ajourné", "مؤجل"),
    "": Both("Aucun avis rendu", "لم يتم إبداء أي رأي"),
}

TITLES = {
    "deposit_receipt": Both("Récépissé de dépôt", "وصل الإيداع"),
    "request_for_pieces": Both("Demande de pièces manquantes", "طلب الوثائق الناقصة"),
    "amendment_request": Both("Demande de modification des plans", "طلب تعديل التصاميم"),
    "minutes": Both("Procès-verbal de la commission", "محضر اجتماع اللجنة"),
    "decision_grant": Both("Arrêté portant autorisation", "قرار يتعلق بالترخيص"),
    "decision_refusal": Both("Arrêté portant refus", "قرار بالرفض"),
    "silence_attestation": Both("Attestation de silence", "شهادة سكوت الإدارة"),
    "payment_slip": Both("Bulletin de liquidation", "ورقة تصفية الرسوم"),
    "deferral": Both("Décision de sursis à statuer", "قرار تأجيل البت"),
}
