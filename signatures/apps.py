"""Preparing, applying and verifying electronic signatures."""

from __future__ import annotations

import logging

from django.apps import AppConfig

# What these say of a doubtful file, with a trace for each step, the verdict says in one sentence.
TALKATIVE = (
    "pyhanko.pdf_utils",
    "pyhanko.sign.diff_analysis",
    "pyhanko.sign.validation",
    "pyhanko_certvalidator",
)


class SignaturesConfig(AppConfig):
    name = "signatures"
    verbose_name = "Signatures"

    def ready(self) -> None:
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.ERROR)
