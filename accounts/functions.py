"""The functions a person can hold in an office. Rights follow the function, never the person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Function(models.TextChoices):
    """What a member does for an office. The engine's table of rights speaks only of these."""

    DESK = "desk", _("one-stop desk officer")
    PRESIDENT = "president", _("president of the communal council")
    SECRETARY = "secretary", _("secretary of the commission")
    CASHIER = "cashier", _("revenue officer")
    REVIEWER = "reviewer", _("reviewer of an agency")
    HEAD = "head", _("head of an agency")
    GOVERNOR = "governor", _("wali or governor")
    LOCAL_AUTHORITY = "local_authority", _("local authority")
    INSPECTOR = "inspector", _("inspector")
    ADMINISTRATOR = "administrator", _("administrator of an office")
