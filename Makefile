# make run: install if needed and start.  make test: install if needed and check everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help run test lint types contracts pytest bench snapshots lock clean

help:             ## show these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

run: $(VENV)/run.stamp       ## start the program
	@$(BIN)/studio $(ARGS)

test: lint types contracts pytest  ## check everything: style, types, import contracts, tests

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check studio_tui tests
	$(BIN)/ruff format --check studio_tui tests

types: $(VENV)/dev.stamp
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# Most tests wait for the program: four share a core.
pytest: $(VENV)/dev.stamp
	$(BIN)/pytest -n 8

bench: $(VENV)/dev.stamp     ## measure, as ratios against bare Textual and raw sqlite3
	$(BIN)/python -m tests.benchmarks $(ARGS)

snapshots: $(VENV)/dev.stamp ## draw the README's pictures and table of keys anew, from the program as it is
	DRAW_PICTURES=1 $(BIN)/pytest -n 0 tests/screens/test_snapshots.py tests/test_readme.py

lock: $(VENV)/dev.stamp      ## choose library versions anew and write them to requirements/
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --extra build -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --all-extras -c requirements/run.txt -o requirements/dev.txt

clean:            ## remove what the other targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# The stamps make a second `make run` start at once; they fall due when the locked versions change.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "studio needs Python 3.11 or newer; name one with: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python's venv module is missing; on Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing studio (once) ..."
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo "Installing the development tools (once) ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
