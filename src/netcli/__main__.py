"""`python -m netcli`, the same as `netcli`."""

from netcli.cli import main

main()
