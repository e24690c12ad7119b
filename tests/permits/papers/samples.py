"""Realistic contexts: long names, many reserves, references that bidi would break."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from permits.papers import contexts as c
from permits.papers.words import Both, span

CODE = "7KQF-2M9X-PD4T"
COMMUNE = c.Commune(
    name=Both("Commune urbaine de Sidi Yahya des Oliviers", "جماعة سيدي يحيى الزيتون"),
    heading=(
        Both("Royaume du Maroc", "المملكة المغربية"),
        Both("Ministère de l’Intérieur", "وزارة الداخلية"),
        Both("Wilaya de la région de Rabat-Salé-Kénitra", "ولاية جهة الرباط سلا القنيطرة"),
        Both("Préfecture de démonstration", "عمالة العرض التجريبي"),
        Both("Commune urbaine de Sidi Yahya des Oliviers", "جماعة سيدي يحيى الزيتون"),
    ),
    place=Both("Sidi Yahya des Oliviers", "سيدي يحيى الزيتون"),
    notice=Both("Document de démonstration sans valeur juridique", "وثيقة تجريبية لا قيمة قانونية لها"),
)
FRENCH = c.Commune(
    name=Both("Ville de démonstration", "مدينة العرض"),
    heading=(Both("République française", ""), Both("Ville de démonstration", "")),
    place=Both("Ville de démonstration", ""),
    country="fr",
    languages=("fr",),
    currency="EUR",
)
SIGNATURES = (
    c.RequiredSignature(
        function="president",
        office="ma-demo",
        field="President",
        label=Both("Président du conseil communal", "رئيس مجلس الجماعة"),
    ),
)
OWNER = c.PartyLine(
    role=Both("Maître d’ouvrage", "صاحب المشروع"),
    name="Société immobilière et foncière des jardins suspendus de l’Atlantique et du Bouregreg SARL AU",
    name_ar="الشركة العقارية لحدائق الأطلسي وأبي رقراق ش.م.م ذات الشريك الوحيد",
    identity="RC 123456/B – ICE 001234567000089",
)
ARCHITECT = c.PartyLine(
    role=Both("Architecte", "المهندس المعماري"),
    name="Architecte inscrit au tableau",
    name_ar="مهندس معماري مسجل في الهيئة",
    identity="CNOA n° A-2417/R",
)
PROJECT = c.Project(
    subject=Both(
        "construction d’un immeuble R+4 avec sous-sol de 12 logements et 2 commerces au rez-de-chaussée",
        "بناء عمارة من R+4 مع طابق تحت أرضي تضم 12 مسكنا ومحلين تجاريين بالطابق الأرضي",
    ),
    owners=(OWNER,),
    designers=(ARCHITECT,),
    land=c.Land(
        reference="TF 45678/C",
        address=Both(
            "lot 147, lotissement Al Manar, rue des Orangers", "البقعة 147، تجزئة المنار، زنقة البرتقال"
        ),
        area=Decimal("482.50"),
        zoning=Both("zone B4, secteur d’immeubles en continu", "المنطقة B4، قطاع العمارات المتلاصقة"),
        subdivision="Lotissement réceptionné n° LOT-2019/0031",
    ),
    facts=(
        c.FactLine(label=Both("Hauteur", "العلو"), value="17,50 m"),
        c.FactLine(label=Both("Surface couverte cumulée", "المساحة المغطاة الإجمالية"), value="1 986,40 m²"),
        c.FactLine(label=Both("Logements", "عدد المساكن"), value="12"),
    ),
)
HASHES = tuple(f"{n:02x}9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a" for n in range(20))
PIECES = tuple(
    c.PieceLine(name=Both(fr, ar), file=file, sha256=sha, received_on=date(2026, 9, 14), version=version)
    for (fr, ar, file, version), sha in zip(
        (
            ("Demande", "الطلب", "demande-annexe-5.pdf", 1),
            ("Certificat de propriété", "شهادة الملكية", "certificat-propriete-TF-45678-C.pdf", 1),
            ("Plan de situation", "تصميم الموقع", "plan-situation.pdf", 1),
            ("Plan de masse", "تصميم الكتلة", "plan-de-masse.pdf", 2),
            ("Plans architecturaux", "التصاميم المعمارية", "plans-architecturaux.pdf", 2),
            ("Plans de structure", "تصاميم الخرسانة المسلحة", "structure.pdf", 1),
            (
                "Contrat d’architecte",
                "عقد المهندس المعماري",
                "contrat-architecte-signe-et-enregistre-2026.pdf",
                1,
            ),
            ("Dossier de télécommunications", "ملف الاتصالات", "dossier-telecom.pdf", 1),
        ),
        HASHES,
        strict=False,
    )
)
ARTICLE = "Règlement d’aménagement, art. 12-3"
FRENCH_RESERVE = (
    "La saillie du balcon sur la rue (1,20 m) dépasse la limite de 0,80 m du règlement de zone ; "
    "réduire ou justifier par la largeur de l’emprise, planche A-03/B."
)
ARABIC_RESERVE = (
    "يتعين احترام التراجع القانوني بمقدار 4,00 م عن الحد الشرقي للعقار TF 45678/C طبقا للمادة 12-3 "
    "من ضابطة التهيئة، مع تعديل اللوحة A-03/B قبل 2026-12-15."
)
RESERVES = tuple(
    c.Reserve(
        text=ARABIC_RESERVE if n % 3 == 1 else FRENCH_RESERVE,
        article=ARTICLE,
        severity=Both("majeure", "جوهرية") if n % 2 else Both("mineure", "بسيطة"),
        status=Both("à lever", "غير مرفوعة"),
    )
    for n in range(12)
)


def act(number: str, signatures: tuple[c.RequiredSignature, ...] = SIGNATURES) -> c.Act:
    """The identity of a paper."""
    return c.Act(
        number=number,
        day=date(2026, 11, 1),
        code=CODE,
        url=f"https://permis.example.org/v/{CODE}",
        issuer=Both("Le président du conseil communal", "رئيس مجلس الجماعة"),
        signatures=signatures,
    )


def file(kind: str = "construire", title: Both | None = None) -> c.FileFacts:
    """The case."""
    return c.FileFacts(
        reference="PCT-2026/0147",
        deposited_on=date(2026, 9, 14),
        kind=kind,
        title=title or Both("permis de construire", "رخصة البناء"),
        procedure="ma/construire/grand/2023",
        basis="loi 12-90 art. 40",
        round=2,
    )


def opinion(
    seat: Both, value: str, reserves: tuple[c.Reserve, ...] = (), observations: str = ""
) -> c.OpinionBlock:
    """The opinion of a member."""
    return c.OpinionBlock(
        seat=seat,
        office=Both(f"{seat.fr} de la préfecture de démonstration", f"{seat.ar} لعمالة العرض التجريبي"),
        function=Both("Le représentant habilité", "الممثل المفوض"),
        opinion=value,
        binding=seat.fr == "Agence urbaine",
        observations=observations,
        reserves=reserves,
        given_on=date(2026, 10, 20) if value else None,
        round=2,
        proof="J-000482/9f86d081" if value else "",
    )


OPINIONS = (
    opinion(Both("Agence urbaine", "الوكالة الحضرية"), "favourable_with_reserves", RESERVES),
    opinion(Both("Préfecture", "العمالة"), "favourable", observations="Dossier complet, sans observation."),
    opinion(
        Both("Commune", "الجماعة"),
        "favourable",
        observations="المشروع مطابق لتصميم التهيئة، الطابق R+4 مقبول.",
    ),
    opinion(
        Both("Protection civile", "الوقاية المدنية"),
        "unfavourable",
        RESERVES[:3],
        "Issue de secours absente.",
    ),
    opinion(Both("Télécommunications", "الاتصالات"), "favourable"),
    opinion(Both("Eau, assainissement et électricité", "الماء والتطهير والكهرباء"), ""),
)
LIMIT = c.LimitLine(
    label=Both("Décision du président", "قرار الرئيس"),
    length=span(2, "months"),
    ends_on=date(2026, 11, 14),
    basis="loi 12-90 art. 48",
)
ONE_YEAR = span(12, "months")
TEXTS = c.Ground(
    text=Both("Absence de raccordement à l’assainissement", "انعدام الربط بشبكة التطهير السائل"),
    article="loi 12-90 art. 47",
    remarks="Le réseau le plus proche passe à 340 m ; sans dérogation demandée (avis du 20/10/2026).",
)


def papers() -> dict[str, c.Paper]:
    """One paper of each template, by name; variants carry a suffix after a dash."""
    base = {"commune": COMMUNE, "project": PROJECT}
    return {
        "deposit_receipt": c.DepositReceipt(
            **base,
            act=act("RD-2026/0147"),
            file=file(),
            pieces=PIECES,
            sitting=datetime(2026, 9, 24, 9, 30),
            limits=(LIMIT, c.LimitLine(label=Both("Avis de l’agence urbaine", "رأي الوكالة الحضرية"))),
            tracking_url="https://permis.example.org/suivi",
        ),
        "request_for_pieces": c.RequestForPieces(
            **base,
            act=act("DP-2026/0147"),
            file=file(),
            missing=(
                c.MissingPiece(
                    name=Both("Dossier de télécommunications", "ملف الاتصالات"),
                    reason="R+4 : quatre niveaux ou plus.",
                    basis="loi 12-90 art. 44",
                ),
                c.MissingPiece(name=Both("Contrat d’architecte", "عقد المهندس المعماري"), reason="غير موقع"),
            ),
            answer=LIMIT,
            suspends=True,
            basis="loi 55-19",
        ),
        "amendment_request": c.AmendmentRequest(
            **base,
            act=act("DM-2026/0147"),
            file=file(),
            opinions=(OPINIONS[0], OPINIONS[3]),
            sitting_on=date(2026, 9, 24),
            answer=LIMIT,
            basis="décret 2-13-424 art. 37",
        ),
        "minutes": c.Minutes(
            **base,
            act=act("PV-2026/0031"),
            file=file(),
            held=datetime(2026, 10, 22, 9, 30),
            place=Both("l’hôtel de ville", "مقر الجماعة"),
            chair=Both("le secrétariat de la commission", "كتابة اللجنة"),
            opinions=OPINIONS,
            attendance=tuple(
                c.Attendance(office=o.office, function=o.function, present=bool(o.opinion)) for o in OPINIONS
            ),
            planning=c.PlanningDocument(
                name=Both("Plan d’aménagement de la commune", "تصميم التهيئة للجماعة"),
                state=Both(
                    "homologué, publié au Bulletin officiel n° 6874",
                    "مصادق عليه ومنشور بالجريدة الرسمية عدد 6874",
                ),
            ),
            history=(
                c.HistoryLine(day=date(2026, 9, 14), text=Both("dépôt de la demande", "إيداع الطلب")),
                c.HistoryLine(
                    day=date(2026, 9, 24),
                    text=Both("premier examen : plans à modifier", "الدراسة الأولى: تعديل التصاميم"),
                ),
                c.HistoryLine(
                    day=date(2026, 10, 8), text=Both("dépôt des plans modifiés", "إيداع التصاميم المعدلة")
                ),
            ),
            result=Both("Avis favorable avec réserves.", "رأي بالموافقة مع تحفظات."),
            designer_heard=True,
        ),
        "decision_grant": grant(),
        "decision_grant-refection": grant(
            kind="refection", title=Both("permis de réfection", "رخصة الإصلاح"), validity=span(6, "months")
        ),
        "decision_grant-lotir": grant(
            kind="lotir",
            title=Both("autorisation de lotir", "الإذن بإحداث تجزئة عقارية"),
            validity=span(36, "months"),
        ),
        "decision_grant-france": grant(commune=FRENCH, validity=span(36, "months"), renewable=True),
        "decision_refusal": c.DecisionRefusal(
            **base,
            act=act("REF-2026/0012"),
            file=file(),
            grounds=(TEXTS, TEXTS),
            commission_on=date(2026, 10, 22),
        ),
        "silence_attestation": c.SilenceAttestation(
            **base,
            act=act("AS-2026/0003"),
            file=file(),
            silence_since=date(2026, 11, 15),
            limit=LIMIT,
            started_on=date(2026, 9, 14),
            permit_number="PCT-2026/0147",
            validity=span(12, "months"),
        ),
        "payment_slip": c.PaymentSlip(
            **base,
            act=act("BL-2026/0147", ()),
            file=file(),
            fees=(
                c.FeeLine(
                    label=Both("Taxe sur les opérations de construction", "الرسم على عمليات البناء"),
                    basis="loi 47-06",
                    base=Decimal("1986.40"),
                    counted=Decimal(1987),
                    doubled=Decimal(14),
                    rate=Decimal(20),
                    amount=Decimal(40020),
                ),
                c.FeeLine(
                    label=Both("Services rendus", "الخدمات المقدمة"),
                    basis="",
                    amount=Decimal(0),
                    exemption=Both("logement social", "السكن الاجتماعي"),
                ),
            ),
            payable_to=Both("la régie communale des recettes", "وكالة المداخيل الجماعية"),
            fee_order="3/2024",
            due=Both("Paiement avant la remise du permis.", "يتم الأداء قبل تسليم الرخصة."),
        ),
        "deferral": c.DeferralNotice(
            **base,
            act=act("SS-2026/0002"),
            file=file(),
            reasons=(TEXTS,),
            ends_on=date(2028, 11, 1),
            length=span(24, "months"),
            basis="loi 12-90 art. 45",
        ),
    }


def grant(
    kind: str = "construire",
    title: Both | None = None,
    commune: c.Commune = COMMUNE,
    validity: Both | None = ONE_YEAR,
    renewable: bool = False,
) -> c.DecisionGrant:
    """A decision that grants."""
    return c.DecisionGrant(
        commune=commune,
        project=PROJECT,
        act=act("PCT-2026/0147"),
        file=file(kind, title),
        commission_on=date(2026, 10, 22),
        fee_order="3/2024",
        conditions=tuple(c.Condition(text=r.text, article=r.article, seat=OPINIONS[0].seat) for r in RESERVES)
        if kind == "construire" and commune is COMMUNE
        else (),
        plans=PIECES[2:6] if kind == "construire" else (),
        validity=validity,
        validity_basis="loi 12-90 art. 49",
        renewable=renewable,
        fees_due=True,
    )
