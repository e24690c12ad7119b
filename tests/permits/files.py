"""The story of a file, told in acts: each verb goes through the one door."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.functions import Function
from accounts.models import User
from documents.models import Document, DocumentVersion, ScanState
from permits.demo.city import City
from permits.drafts import Described, add_parcel, add_party, open_draft
from permits.models import Decision, PartyRole
from workflows import engine, legaltime, ruling
from workflows.models import Case, Sitting

HOUSE = {
    "works": "new_building",
    "use": "individual_house",
    "subdivision": "accepted",
    "height_m": "8.5",
    "levels": 2,
    "dwellings": 1,
    "urban_area": True,
    "public_owner": False,
    "open_to_public": False,
    "housing_group": False,
    "shop_area_m2": 0,
    "industrial_class": "none",
    "ground_area_m2": "110",
    "floor_area_m2": "215.4",
    "covered_area_m2": "215.4",
}
FILED_ON = date(2026, 3, 2)  # a Monday


def a_file(by: User, name: str = "plan.pdf", fmt: str = "pdf") -> DocumentVersion:
    """A finished upload, as the documents app leaves it, without bytes behind it."""
    document = Document.objects.create(title=name, kind="piece", created_by=by)
    digest = hashlib.sha256(uuid.uuid4().bytes).hexdigest()
    return DocumentVersion.objects.create(
        document=document, number=1, key=f"test/{uuid.uuid4()}", file_name=name, size=1000, sha256=digest,
        content_type="application/pdf", format=fmt, scan=ScanState.NO_SCANNER, made_by=by,
    )  # fmt: skip


@dataclass
class Story:
    """One file and the city it lives in."""

    city: City
    case: Case = field(default_factory=Case)

    def act(self, action: str, actor: User | None, **payload: Any) -> engine.Performed:
        """One act through the door; the story goes on with the case as it then stands."""
        done = engine.perform(self.case.pk, action, actor, **payload)
        self.case = done.case
        return done

    @property
    def architect(self) -> User:
        return self.city.architect

    def who(self, function: Function, office: str = "rivage") -> User:
        return self.city.who(function, office)

    def drafted(self, kind: str, facts: dict[str, Any], **described: str) -> Story:
        """A draft with its parties, land and facts."""
        text = Described(object_fr="Construction", object_ar="بناء", **described)
        application = open_draft(by=self.architect, commune=self.city.commune, kind=kind, described=text)
        self.case = application.case
        add_party(
            application,
            by=self.architect,
            role=PartyRole.OWNER,
            name_fr="Maître d'ouvrage",
            user=self.city.owner,
        )
        add_party(
            application,
            by=self.architect,
            role=PartyRole.DESIGNER,
            name_fr="Architecte",
            user=self.architect,
            may_act=True,
        )
        add_parcel(application, by=self.architect, land_reference="45678/C", area_m2=Decimal("240"))
        self.act("declare", self.architect, facts=facts)
        return self

    def with_pieces(self, *due: str) -> Story:
        """Every piece asked at these moments."""
        rules = self.rules_in_force()
        for piece in rules.pieces_due(self.case.facts, *(due or ("deposit",))):
            self.act("hand_in", self.architect, piece=piece.name, version=str(a_file(self.architect).pk))
        return self

    def rules_in_force(self) -> Any:
        rules = self.case.rules or ruling.candidate(self.case, legaltime.today())[0]
        assert rules is not None
        return rules

    def filed(self, kind: str = "construire", facts: dict[str, Any] | None = None) -> Story:
        """Deposited with its pieces."""
        self.drafted(kind, facts or HOUSE).with_pieces()
        self.act("file", self.architect)
        return self

    def admitted(self, **kwargs: Any) -> Story:
        """Dispatched to its seats."""
        if self.case.pk is None or self.case.state == "draft":
            self.filed(**kwargs)
        self.act("admit", self.who(Function.DESK))
        return self

    def opinion(self, seat: str, value: str = "favourable", **more: Any) -> engine.Performed:
        """A seat's opinion, given by its reviewer."""
        office = self.case.consultations.filter(seat=seat).latest("round").office.code
        return self.act("give_opinion", self.who(Function.REVIEWER, office), seat=seat, value=value, **more)

    def reviewed(self, **values: str) -> Story:
        """Every seat has answered."""
        for row in list(self.case.consultations.filter(round=self.case.round).order_by("seat")):
            value = values.get(row.seat, "favourable")
            more = {} if value == "favourable" else {"text": "Motif suffisant."}
            self.opinion(row.seat, value, **more)
        return self

    def minuted(self) -> Story:
        """Put on the agenda of a sitting and minuted the same day."""
        sitting, _made = Sitting.objects.get_or_create(office=self.city.commune, on=legaltime.today())
        self.act("schedule", self.who(Function.DESK), sitting=sitting.pk)
        offices = {row.office.code for row in self.case.consultations.all()}
        attendance = [{"office": code, "present": True, "capacity": "membre"} for code in sorted(offices)]
        self.act("record_minutes", self.who(Function.DESK), attendance=attendance)
        return self

    def sent(self, kind: str = "grant", **more: Any) -> Story:
        """Drafted and sent to signature, the paper made."""
        self.act("draft_decision", self.who(Function.DESK), kind=kind, **more)
        self.with_pieces("after_favourable")
        self.act("send_to_signature", self.who(Function.DESK))
        paper = a_file(self.who(Function.DESK), "decision.pdf")
        Decision.objects.filter(case=self.case, state="sent").update(unsigned=paper)
        return self
