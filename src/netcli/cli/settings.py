"""The session, by its former name."""

from netcli.cli.session import Session as Settings

__all__ = ["Settings"]
