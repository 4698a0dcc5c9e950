"""Completion of names, by its former name."""

from netcli.cli.completion import complete_name as people

__all__ = ["people"]
