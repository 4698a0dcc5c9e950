"""What `setup` and `completion` return."""

from __future__ import annotations

from netcli.answers.shape import Shape


class Setup(Shape):
    """The program that was set up.

    `backup` has the old content of the file.
    """

    client: str
    file: str
    backup: str | None
    written: bool


class Script(Shape):
    """The script that makes a shell complete names."""

    shell: str
    script: str


class Completion(Setup):
    """The change of a shell's configuration file.

    `client` is also the name of the shell.
    """

    shell: str
