"""Other programs agree where they can see: pdfsig (NSS) and openssl check the cryptography."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.verification import verify
from tests.signatures.conftest import paper
from tests.signatures.test_verification import added, flipped

needs_pdfsig = pytest.mark.skipif(
    not (shutil.which("pdfsig") and shutil.which("certutil")),
    reason="pdfsig and certutil are not installed (poppler-utils, libnss3-tools)",
)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60)


def pdfsig(content: bytes, authority: Path, work: Path) -> list[str]:
    """What pdfsig says of each regular signature, with the demonstration root in its store."""
    store = f"sql:{work}"
    assert run("certutil", "-N", "-d", store, "--empty-password").returncode == 0
    for name, path in (("root", "demonstration-root.pem"), ("ca", "chain/demonstration-intermediate.pem")):
        file = authority / "trust" / path
        assert run("certutil", "-A", "-d", store, "-n", name, "-t", "CT,C,C", "-i", file).returncode == 0
    (work / "f.pdf").write_bytes(content)
    said = run("pdfsig", "-nssdir", store, work / "f.pdf").stdout
    return [line.strip() for line in said.splitlines() if "Validation:" in line]


def openssl_accepts(content: bytes, index: int, authority: Path, work: Path) -> bool:
    """Whether ``openssl cms`` accepts the signature with this index over its signed bytes."""
    found = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures[index]
    first, length, second, rest = found.byte_range
    (work / "cms").write_bytes(found.pkcs7_content)
    (work / "data").write_bytes(content[first : first + length] + content[second : second + rest])
    done = run(
        *("openssl", "cms", "-verify", "-inform", "DER", "-in", work / "cms", "-binary"),
        *("-content", work / "data", "-CAfile", authority / "trust" / "demonstration-root.pem"),
        *("-purpose", "any", "-out", "/dev/null"),
    )
    return done.returncode == 0


@needs_pdfsig
def test_pdfsig_accepts_the_good_file(two: bytes, authority: Path, tmp_path: Path) -> None:
    said = pdfsig(two, authority, tmp_path)
    assert said.count("- Signature Validation: Signature is Valid.") == 2
    assert said.count("- Certificate Validation: Certificate is Trusted.") == 2


@needs_pdfsig
def test_pdfsig_refuses_a_changed_byte(two: bytes, authority: Path, tmp_path: Path) -> None:
    said = pdfsig(flipped(two, paper().index(b"stream") + 40), authority, tmp_path)
    assert said.count("- Signature Validation: Digest Mismatch.") == 2


@needs_pdfsig
def test_pdfsig_cannot_see_what_we_see(two: bytes, authority: Path, tmp_path: Path) -> None:
    content = added(two)
    assert pdfsig(content, authority, tmp_path).count("- Signature Validation: Signature is Valid.") == 2
    assert not verify(io.BytesIO(content)).ok


@pytest.mark.parametrize("index", [0, 1])
def test_openssl_agrees_on_each_signature(index: int, two: bytes, authority: Path, tmp_path: Path) -> None:
    assert openssl_accepts(two, index, authority, tmp_path)
    assert not openssl_accepts(flipped(two, paper().index(b"stream") + 40), index, authority, tmp_path)


def test_openssl_believes_the_time_stamps(two: bytes, authority: Path, tmp_path: Path) -> None:
    found = PdfFileReader(io.BytesIO(two)).embedded_timestamp_signatures[-1]
    first, length, second, rest = found.byte_range
    (tmp_path / "token").write_bytes(found.pkcs7_content)
    (tmp_path / "data").write_bytes(two[first : first + length] + two[second : second + rest])
    done = run(
        *("openssl", "ts", "-verify", "-in", tmp_path / "token", "-token_in", "-data", tmp_path / "data"),
        *("-CAfile", authority / "trust" / "demonstration-root.pem"),
        *("-untrusted", authority / "tsa" / "chain.pem"),
    )
    assert "OK" in done.stdout + done.stderr
