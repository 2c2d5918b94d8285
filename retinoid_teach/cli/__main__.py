"""Run the command line as a module: ``python -m retinoid_teach.cli``."""

import sys

from . import main

sys.exit(main())
