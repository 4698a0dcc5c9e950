"""Tests of `netcli completion --install` and `--remove`."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from netcli.answers import schemas
from netcli.config.block import BEGIN, END

from ..running import Netcli, Outcome

OWN = b"alias ll='ls -l'\nexport NAME='\xe9t\xe9'\n"
"""Content of the user's own file. The file is not valid UTF-8."""
FILES = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/completions/netcli.fish"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A fixture: an empty home folder."""
    home = tmp_path / "home"
    home.mkdir()
    return home


def run(netcli: Netcli, home: Path, *words: str, shell: str = "/bin/sh") -> Outcome:
    """Run `netcli completion` for a user whose home folder is *home*."""
    surroundings = {"HOME": str(home), "ZDOTDIR": "", "XDG_CONFIG_HOME": "", "SHELL": shell}
    return netcli("completion", *words, environment=surroundings)


def files(home: Path) -> list[str]:
    """Return the paths of all files in *home*, relative to *home*."""
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize("shell", FILES)
def test_each_shell_has_its_file(shell: str, netcli: Netcli, home: Path) -> None:
    """`--install` creates the shell's file. `--remove` deletes the file."""
    told = run(netcli, home, shell, "--install", "--yes", "--json")
    file = home / FILES[shell]
    assert told.json() == {
        "schema": "netcli.completion/1",
        "query": {"shell": shell, "remove": False},
        "result": {"client": shell, "file": str(file), "backup": None, "written": True, "shell": shell},
        "warnings": [],
    }
    Draft202012Validator(schemas.document("completion")).validate(told.json())
    lines = file.read_text().splitlines()
    assert (lines[0], lines[-1], files(home)) == (BEGIN, END, [FILES[shell]])
    assert run(netcli, home, shell, "--remove", "--json").json()["result"]["written"]
    assert files(home) == []


def test_the_users_own_shell_is_meant(netcli: Netcli, home: Path) -> None:
    """Without an argument, the shell in SHELL is used, or else bash."""
    for shell, meant in (("/usr/bin/zsh", "zsh"), ("/bin/tcsh", "bash")):
        told = run(netcli, home, "--install", "--dry-run", "--json", shell=shell)
        assert told.json()["result"]["shell"] == meant


def test_what_else_the_file_holds_stays(netcli: Netcli, home: Path) -> None:
    """`--install` keeps the user's lines and the file's mode. `--remove` deletes the backup."""
    file = home / ".bashrc"
    file.write_bytes(OWN)
    file.chmod(0o640)
    told = run(netcli, home, "bash", "--install", "--yes")
    assert (told.code, told.out) == (0, "")
    assert told.err == (
        f"wrote the completion of bash to {file}; its old content is in {file}.before-netcli; "
        "completion works in every shell that you open from now on\n"
    )
    assert file.read_bytes().startswith(OWN + BEGIN.encode())
    assert (home / ".bashrc.before-netcli").read_bytes() == OWN
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert run(netcli, home, "bash", "--remove").code == 0
    assert (file.read_bytes(), files(home)) == (OWN, [".bashrc"])


def test_once_is_enough(netcli: Netcli, home: Path) -> None:
    """A second `--install` writes nothing. A second `--remove` reports that nothing is installed."""
    run(netcli, home, "bash", "--install", "--yes")
    before = (home / ".bashrc").read_bytes()
    again = run(netcli, home, "bash", "--install", "--json")
    assert (again.code, again.json()["result"]["written"]) == (0, False)
    assert (home / ".bashrc").read_bytes() == before
    run(netcli, home, "bash", "--remove")
    assert run(netcli, home, "bash", "--remove").err == f"the completion of bash is not in {home}/.bashrc\n"


def test_lines_of_an_older_netcli_are_replaced(netcli: Netcli, home: Path) -> None:
    """`--install` replaces an existing block at the same place."""
    file = home / ".bashrc"
    file.write_text(f"first\n{BEGIN}\nold\n{END}\nlast\n")
    run(netcli, home, "bash", "--install", "--yes")
    lines = file.read_text().splitlines()
    assert (lines[0], lines[-1], lines.count(BEGIN), "old" in lines) == ("first", "last", 1, False)


def test_later_lines_outlive_the_removal(netcli: Netcli, home: Path) -> None:
    """`--remove` keeps lines that the user added later, and keeps the backup."""
    file = home / ".bashrc"
    file.write_bytes(OWN)
    run(netcli, home, "bash", "--install", "--yes")
    with file.open("ab") as end:
        end.write(b"alias la='ls -a'\n")
    run(netcli, home, "bash", "--remove")
    assert file.read_bytes() == OWN + b"alias la='ls -a'\n"
    assert (home / ".bashrc.before-netcli").read_bytes() == OWN


def test_nobody_is_asked_off_a_terminal(netcli: Netcli, home: Path) -> None:
    """Without a terminal, `--install` needs `--yes`. A dry run shows the new lines."""
    told = run(netcli, home, "fish", "--install", "--json")
    assert (told.code, told.out, told.error()["code"]) == (6, "", "refused")
    dry = run(netcli, home, "fish", "--install", "--dry-run")
    file = home / FILES["fish"]
    assert (dry.code, dry.out) == (0, "")
    assert dry.err.splitlines() == [
        f"{file} gets:",
        f"  {BEGIN}",
        "  netcli completion fish | source",
        f"  {END}",
        f"would write the completion of fish to {file}; nothing written",
    ]
    assert files(home) == []


def test_a_block_changed_by_hand_is_left_alone(netcli: Netcli, home: Path) -> None:
    """If the block has no end marker, the file does not change."""
    (home / ".bashrc").write_text(f"{BEGIN}\nmine\n")
    for option in ("--install", "--remove"):
        assert run(netcli, home, "bash", option, "--yes", "--json").code == 65
    assert (home / ".bashrc").read_text() == f"{BEGIN}\nmine\n"


def test_a_link_stays_a_link(netcli: Netcli, home: Path) -> None:
    """If the file is a symbolic link, `--install` edits the target."""
    (home / "dotfiles").mkdir()
    (home / "dotfiles" / "bashrc").write_bytes(OWN)
    (home / ".bashrc").symlink_to("dotfiles/bashrc")
    run(netcli, home, "bash", "--install", "--yes")
    assert (home / ".bashrc").readlink() == Path("dotfiles/bashrc")
    assert (home / "dotfiles" / "bashrc").read_bytes().startswith(OWN)


@pytest.mark.parametrize("words", [("pwsh", "--install"), ("bash", "--install", "--remove")])
def test_what_makes_no_sense_is_refused(words: tuple[str, ...], netcli: Netcli, home: Path) -> None:
    """An unsupported shell is wrong usage. `--install` with `--remove` is also wrong usage."""
    assert run(netcli, home, *words).code == 2


def test_the_script_is_a_document_for_machines(netcli: Netcli) -> None:
    """With `--json`, the script is a string in the document."""
    document = netcli.ok("completion", "fish")
    Draft202012Validator(schemas.document("completion")).validate(document)
    assert (document["query"], document["result"]["script"]) == ({"shell": "fish"}, netcli("completion", "fish").out)


def test_both_names_of_the_program_are_completed(netcli: Netcli) -> None:
    """Each script registers `netcli` and `netcli-contacts`."""
    for shell in ("bash", "zsh", "fish", "powershell", "pwsh"):
        assert "netcli-contacts" in netcli("completion", shell).out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("list company:", ["company:Airbus", "company:Dupuis", "company:Exemple SA", "company:Thales"]),
        ("list city:p", ["city:Paris"]),
        ("path me Madonna ", []),
        ("met Madonna mad", []),
        ("tag Sophie rail ", ["drh"]),
        ("show nobody", []),
        ("show id:", []),
        ("add con", []),
        ("find con", []),
        ("con", []),
        ("import con", [":files"]),
        ("restore con", [":files"]),
        ("list --db con", [":files"]),
        ("export --output=con", [":files"]),
    ],
)
def test_a_script_learns_where_a_file_may_stand(line: str, offered: list[str], village: Netcli) -> None:
    """Words given before are not offered again. Without an offer, `:files` stands for file names, if asked for."""
    words = {
        "COMP_WORDS": f"netcli {line}",
        "COMP_CWORD": str(line.count(" ") + 1),
        "_NETCLI_COMPLETE": "complete_bash",
    }
    assert village.process(environment=words | {"_NETCLI_FILES": "1"}).out.split("\n")[:-1] == (offered or [""])
    plain = [] if offered == [":files"] else offered
    assert village.process(environment=words).out.split("\n")[:-1] == (plain or [""])
