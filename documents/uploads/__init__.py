"""How files come in: a ticket for the browser, then a completion that believes nothing.

``begin`` → the browser sends the bytes to storage itself → ``complete`` → a version, or a refusal with
its reason.
``store`` takes what the server itself makes. ``sweep_expired`` clears what was left behind.
"""

from documents.uploads.abort import abort
from documents.uploads.begin import begin
from documents.uploads.complete import complete
from documents.uploads.rule import FileRule
from documents.uploads.store import store
from documents.uploads.sweep import sweep_expired
from documents.uploads.ticket import Ticket, sign_parts

__all__ = ["FileRule", "Ticket", "abort", "begin", "complete", "sign_parts", "store", "sweep_expired"]
