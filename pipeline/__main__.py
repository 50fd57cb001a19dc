"""Start: `python -m pipeline` is the command `redaksi`."""

import sys

from pipeline.cli import main

if __name__ == "__main__":  # a process that helps this one reads the file, too
    sys.exit(main())
