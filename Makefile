# Each task makes or repairs the environment in .venv first. Windows: py scripts/bootstrap.py lab
PYTHON ?= python3
ARGS ?=
TASKS := lab check test lessons bench mutate lock

.PHONY: help $(TASKS)

help:
	@echo 'make lab       open the course in JupyterLab (make lab ARGS=--no-browser: only print its address)'
	@echo 'make check     types, lint and every test that is neither slow nor in a browser: before each commit'
	@echo 'make test      run every test (make test ARGS="tests/clinic -x": some of them)'
	@echo 'make lessons   execute the lessons and store their outputs'
	@echo 'make bench     measure what docs/measured.md shows'
	@echo 'make mutate    count the small changes of the code that the tests notice'
	@echo 'make lock      make requirements.lock and requirements-test.lock anew from pyproject.toml'

$(TASKS):
	@command -v $(PYTHON) >/dev/null || { \
	  echo 'Python was not found: install Python 3.11 or newer, then run the same command again.' >&2; exit 1; }
	@$(PYTHON) scripts/bootstrap.py $@ $(ARGS)
