"""Add and remove netcli's entry in the configuration files of other programs, leaving everything else unchanged."""
