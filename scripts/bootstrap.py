"""Make the environment of this folder, then do one task in it.

    python3 scripts/bootstrap.py lab --no-browser
    py scripts/bootstrap.py lab                      (Windows)

Only the standard library is used, and this first file also parses under a Python that is too old: such a
Python looks for a newer one beside it, or says in one sentence what to do. The work is in `bootstrapping/`.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWER_NAMES = ("python3.13", "python3.12", "python3.11", "python3.14")
TOO_OLD = (
    "This is Python {0}.{1}, and the course needs Python {2}.{3} or newer. Install a newer Python, then run "
    "the same command again with it, for example: make lab PYTHON=python{2}.{3}"
)


def is_new_enough(command):
    """Tell whether `command` starts a Python that is new enough."""
    check = "import sys; sys.exit(sys.version_info < ({0}, {1}))".format(*OLDEST)
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([command, "-c", check], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def run_with_a_newer_python(arguments):
    """Hand over to a newer Python of this machine; without one, say what to do and return 1."""
    for name in NEWER_NAMES:
        if is_new_enough(name):
            return subprocess.call([name, os.path.abspath(__file__)] + arguments)
    sys.stderr.write(TOO_OLD.format(sys.version_info[0], sys.version_info[1], *OLDEST) + "\n")
    return 1


def main(arguments):
    """Do the task that `arguments` names and return the exit status."""
    if sys.version_info < OLDEST:
        return run_with_a_newer_python(arguments)
    folder = os.path.dirname(os.path.abspath(__file__))
    if folder not in sys.path:  # left out where PYTHONSAFEPATH is set
        sys.path.insert(0, folder)
    from bootstrapping.streams import print_any_letter
    from bootstrapping.tasks import run

    print_any_letter()
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
