"""Start: `python -m pipeline` is the command `redaksi`."""

import sys

from pipeline.cli import main

sys.exit(main())
