"""The results of `setup` and `completion`."""

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
    """A shell script for the completion of names."""

    shell: str
    script: str


class Completion(Setup):
    """The change of a shell's configuration file.

    Both `client` and `shell` contain the name of the shell.
    """

    shell: str
