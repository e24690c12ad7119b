"""Set-up: locks, stamps, packages, the README's command."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops import debian, locks, readme, setup
from ops.failure import Failure
from ops.paths import BASE
from ops.stamp import Stamp


@pytest.mark.parametrize("name", locks.LOCKS)
def test_no_lock_names_a_host(name: str) -> None:
    assert list(locks.hosts(BASE / name)) == []


def test_a_host_in_a_lock_is_found(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n--extra-index-url https://packages.example/simple\n")
    assert list(locks.hosts(lock)) == [
        "requirements.lock:2: --extra-index-url https://packages.example/simple"
    ]


def test_a_step_is_done_again_when_its_input_changes(tmp_path: Path) -> None:
    source = tmp_path / "lock"
    source.write_text("1")
    assert not Stamp(tmp_path / "stamp", [source]).is_fresh()
    Stamp(tmp_path / "stamp", [source]).set()
    assert Stamp(tmp_path / "stamp", [source]).is_fresh()
    source.write_text("2")
    assert not Stamp(tmp_path / "stamp", [source]).is_fresh()
    source.unlink()
    assert not Stamp(tmp_path / "stamp", [source]).is_fresh()


def test_missing_packages_are_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "installed", set)
    monkeypatch.setattr("os.getuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(Failure) as caught:
        debian.ensure([debian.Need("libmagic1"), debian.Need("openssl", "openssl")])
    assert str(caught.value).splitlines() == [
        "Packages are missing. Run this, then try again: "
        "sudo apt-get install --no-install-recommends libmagic1 openssl"
    ]


def test_a_command_stands_for_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "installed", set)
    needs = [debian.Need("no-such-package", "sh"), debian.Need("no-such-package-either", "no-such-command")]
    assert debian.missing_packages(needs) == ["no-such-package-either"]


def test_only_ci_must_have_the_archive_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert set(debian.ARCHIVE_CHECK).isdisjoint(setup.needs("test"))
    monkeypatch.setenv("CI", "true")
    assert set(debian.ARCHIVE_CHECK) <= set(setup.needs("test"))
    assert set(debian.ARCHIVE_CHECK).isdisjoint(setup.needs("run"))


def test_the_readme_holds_the_test_command() -> None:
    assert readme.test_command(BASE / "README.md").startswith("make test")


@pytest.mark.parametrize(
    "text", ["", "<!-- test command -->\nmake test", 2 * "<!-- test command -->\n```sh\na\n```\n"]
)
def test_a_readme_without_one_test_command_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "README.md").write_text(text)
    with pytest.raises(Failure, match="test command"):
        readme.test_command(tmp_path / "README.md")
