"""Add or remove netcli's entry in the configuration files of other programs."""
