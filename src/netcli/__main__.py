"""The program: `netcli`, or `python -m netcli`."""

import gc
import signal
import sys


def main() -> None:
    """Run the command line."""
    try:
        gc.disable()  # the modules stay loaded, so no garbage collection needs to look at them
        from netcli.cli import app

        gc.freeze()
        gc.enable()
        app.main()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command has ended: no interrupt may change its exit code


if __name__ == "__main__":
    main()
