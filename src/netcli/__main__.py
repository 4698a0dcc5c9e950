"""The program: `netcli`, or `python -m netcli`."""

import signal
import sys


def main() -> None:
    """Load the command line and run it; an interrupt while it loads is as silent as a later one."""
    try:
        from netcli.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is done is done, and so said by the exit code


if __name__ == "__main__":
    main()
