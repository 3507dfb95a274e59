# Two commands on a fresh clone: `make verify` and `make test`. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin
CORES := $(shell nproc 2>/dev/null || echo 2)

.PHONY: verify practice test static pytest evidence screenshots clean

verify: .venv/installed
	$(BIN)/quizkit verify

practice: .venv/installed
	$(BIN)/quizkit practice

# Everything that CI asks for, the quickest first.
test: static evidence pytest

static: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/deptry .

# What changed since its certificate is measured again, and the bank is sound. A changed check first
# shows whether it still measures what it says; lint then asks for its certificate.
evidence: .venv/installed
	$(BIN)/quizkit bank certify --changed --seeds 1
	$(BIN)/quizkit bank lint

pytest: .venv/installed
	$(BIN)/pytest -n $(CORES) --dist loadfile

screenshots: .venv/installed
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf .venv build dist

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	touch $@
