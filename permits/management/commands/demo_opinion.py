"""``manage.py demo_opinion CASE SEAT VALUE``: one seat of the demonstration answers, from its own process."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.functions import Function
from accounts.posts import holders
from workflows import engine, legaltime
from workflows.consultation import OpinionValue
from workflows.models import Consultation
from workflows.reasons import WorkflowError

TEXTS = {
    OpinionValue.UNFAVOURABLE: "Escalier trop étroit pour l'évacuation ; aucune issue à l'arrière.",
    OpinionValue.ADJOURNED: "Plans à compléter avant examen.",
}
RESERVE = {
    "text": "Déposer une demande de raccordement aux réseaux avant l'ouverture du chantier.",
    "article": "loi 12-90 art. 47",
    "severity": "major",
}


class Command(BaseCommand):
    """Answers for the reviewer of the seat's office."""

    help = "Give the opinion of one seat of the demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", type=int)
        parser.add_argument("seat")
        parser.add_argument("value", choices=OpinionValue.values)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demonstration (DEMO=1) answers for its reviewers.")
        rows = Consultation.objects.filter(case=options["case"], seat=options["seat"]).select_related(
            "office"
        )
        row = rows.order_by("-round").first()
        if row is None:
            raise CommandError(f"The seat {options['seat']} is not asked on this case.")
        people = holders(row.office_id, (Function.REVIEWER,), legaltime.today())
        if not people:
            raise CommandError(f"Nobody reviews for {row.office}.")
        value = OpinionValue(options["value"])
        reserves = (RESERVE,) if value == OpinionValue.WITH_RESERVES else ()
        try:
            engine.perform(
                row.case_id,
                "give_opinion",
                people[0],
                seat=row.seat,
                value=value,
                text=TEXTS.get(value, ""),
                reserves=reserves,
            )
        except WorkflowError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"opinion              {row.office.name_fr}: {value.value}")
