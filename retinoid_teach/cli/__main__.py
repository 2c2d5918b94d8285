"""Run the command line as a module: ``python -m retinoid_teach.cli``."""

import sys

from retinoid_teach.cli import main

sys.exit(main())
