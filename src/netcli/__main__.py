"""The program: `netcli`, or `python -m netcli`."""

import gc
import signal
import sys


def main() -> None:
    """Load the command line and run it; an interrupt during loading ends silently, as a later one does."""
    try:
        gc.disable()  # what is loaded stays: looking for garbage in it, now and at every later collection, finds none
        from netcli.cli import app

        gc.freeze()
        gc.enable()
        app.main()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the work is done, and the exit code says so


if __name__ == "__main__":
    main()
