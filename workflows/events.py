"""What happens to a case, as the packs name it: clocks start, stop and restart on these."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """An event of a case. A clock rule, a document and a copy name the event they hang on."""

    FILED = "filed"
    PIECES_REQUESTED = "pieces_requested"
    COMPLETED = "completed"
    ADMITTED = "admitted"
    CONSULTED = "consulted"
    OPINION_GIVEN = "opinion_given"
    REVIEW_COMPLETE = "review_complete"
    MINUTES_RECORDED = "minutes_recorded"
    AMENDMENTS_REQUESTED = "amendments_requested"
    RESUBMITTED = "resubmitted"
    DECISION_DRAFTED = "decision_drafted"
    SENT_TO_SIGNATURE = "sent_to_signature"
    RETURNED = "returned"
    GRANTED = "granted"
    REFUSED = "refused"
    INADMISSIBLE = "inadmissible"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"
    RESUMED = "resumed"
    DEEMED_GRANTED = "deemed_granted"
    DEEMED_REFUSED = "deemed_refused"
    SUBSTITUTED = "substituted"
    SILENCE_ATTESTED = "silence_attested"
    PAID = "paid"
    DELIVERED = "delivered"
    NOTIFIED = "notified"
    WORKS_OPENED = "works_opened"
    COMPLETION_DECLARED = "completion_declared"
    PERMIT_ENDED = "permit_ended"
