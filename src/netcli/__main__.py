"""The program: `netcli`, or `python -m netcli`."""

import sys


def main() -> None:
    """Load the command line and run it; an interrupt while it loads is as silent as a later one."""
    try:
        from netcli.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
