"""The file of addresses and secrets."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ops.envfile import EnvFile, random_secret, read


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = EnvFile(tmp_path / "env").keep("SECRET_KEY", random_secret)
    assert EnvFile(tmp_path / "env").keep("SECRET_KEY", random_secret) == first
    assert len(first) >= 40


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    EnvFile(tmp_path / "env").put("A", "1")
    assert stat.S_IMODE((tmp_path / "env").stat().st_mode) == 0o600


def test_the_real_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = EnvFile(tmp_path / "env")
    env.put("S3_BUCKET", "from-file")
    assert env.get("S3_BUCKET") == "from-file"
    monkeypatch.setenv("S3_BUCKET", "from-environment")
    assert env.get("S3_BUCKET") == "from-environment"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    env = EnvFile(tmp_path / "env")
    env.put("DATABASE_URL", "postgres://u:p=w@127.0.0.1:1/d")
    env.put("EMPTY", "")
    assert read(tmp_path / "env") == {"DATABASE_URL": "postgres://u:p=w@127.0.0.1:1/d", "EMPTY": ""}


def test_a_line_break_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    env = EnvFile(tmp_path / "env")
    env.put("A", "1")
    with pytest.raises(ValueError, match="line break"):
        env.put("B", "1\nSECRET_KEY=known")
    assert read(tmp_path / "env") == {"A": "1"}


def test_an_absent_file_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == {}
