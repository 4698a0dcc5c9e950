"""The program: `netcli`, or `python -m netcli`."""

import signal
import sys


def main() -> None:
    """Load the command line and run it; an interrupt during loading ends silently, as a later one does."""
    try:
        from netcli.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the work is done, and the exit code says so


if __name__ == "__main__":
    main()
