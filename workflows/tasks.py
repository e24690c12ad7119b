"""Celery's way in: what bells and the beat start. Every task is safe late, twice, or missed for a while."""

from __future__ import annotations

from celery import shared_task

from workflows import anchors, outbox, settlement, upkeep


@shared_task(name=outbox.TASK)
def run_job(job_id: int) -> None:
    """Run one job of the outbox, if it is due and free."""
    outbox.run(job_id)


@shared_task(name="workflows.sweep_outbox")
def sweep_outbox() -> None:
    """Ring again for jobs whose bell or worker was lost."""
    outbox.sweep()


@shared_task(name="workflows.settle_due")
def settle_due() -> None:
    """Settle the limits that have passed; acts do so themselves, this only makes it prompt."""
    settlement.settle_all()


@shared_task(name="workflows.remind")
def remind() -> None:
    """Remind of the limits that will soon pass."""
    upkeep.remind_all()


@shared_task(
    name="workflows.anchor", autoretry_for=(anchors.AnchorBusy,), default_retry_delay=120, max_retries=20
)
def anchor() -> None:
    """Anchor the journal, once per day."""
    anchors.anchor()
