"""The configuration files of other programs: an entry of ours goes in and comes out, and all else stays as it is."""
