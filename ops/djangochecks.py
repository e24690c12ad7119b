"""Checks that need the project loaded: every template compiles; the settings hold for production."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.core import checks
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines

from ops.paths import BASE

ACCEPTED = {
    "security.W005": "whether a domain's other hosts are on TLS is not for this product to say",
    "security.W008": "the proxy in front redirects to TLS",
    "security.W021": "to be on browsers' preload list is the domain's own decision",
}


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    problems = [*broken_templates(), *production_problems()]
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


def production_problems() -> Iterator[str]:
    """What Django says against these settings in production, except what was decided."""
    for message in checks.run_checks(include_deployment_checks=True):
        if message.id not in ACCEPTED and not message.is_silenced():
            yield str(message)


def broken_templates() -> Iterator[str]:
    """Every template of ours that does not compile, with the reason."""
    for engine in engines.all():
        for folder in map(Path, engine.template_dirs):
            if not folder.is_relative_to(BASE) or ".venv" in folder.parts:
                continue
            for path in sorted(file for file in folder.rglob("*") if file.is_file()):
                name = str(path.relative_to(folder))
                try:
                    engine.get_template(name)
                except (TemplateSyntaxError, TemplateDoesNotExist, UnicodeDecodeError) as error:
                    yield f"{path}: {error}"


if __name__ == "__main__":
    sys.exit(main())
