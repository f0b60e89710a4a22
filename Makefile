# Two commands do all the set-up: `make demo` and `make test`. They need Python 3.10+ with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What pip does for packages, but not for a folder that is installed in place.
COMPILE = $(BIN)/python -m compileall -q bridge

.PHONY: demo test test-real test-sdk test-openapi test-browser check bench fix clean

demo: $(VENV)/.installed
	$(BIN)/minibridge run sample_miniprogram

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

test-real: $(VENV)/.installed-test
	@command -v npm > /dev/null || { apt-get update -qq && apt-get install -y -qq npm; }
	$(BIN)/python -m tests.real
	$(BIN)/python -m tests.truth
	$(BIN)/python -m tests.real.istanbul
	$(BIN)/python -m tests.real.typescript
	$(BIN)/python -m tests.surface
	$(BIN)/python -m tests.surface.types

test-sdk: $(VENV)/.installed-test $(VENV)/sdk/.installed
	$(BIN)/python -m tests.sdk $(VENV)/sdk/bin/python

test-openapi: $(VENV)/.installed-test $(VENV)/schemathesis/.installed
	$(BIN)/python -m tests.sdk.schemathesis $(VENV)/schemathesis/bin/schemathesis

test-browser: $(VENV)/.installed-browser
	@command -v chromium chromium-browser > /dev/null || { apt-get update -qq && apt-get install -y -qq chromium; }
	$(BIN)/python -m pytest tests/browser -o addopts='--strict-markers --strict-config -ra'

check: $(VENV)/.installed-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy sample_miniprogram/merchant
	$(BIN)/lint-imports

bench: $(VENV)/.installed-test
	$(BIN)/python -m tests.bench

fix: $(VENV)/.installed-check
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(COMPILE)
	touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	$(COMPILE)
	touch $@

$(VENV)/.installed-browser: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[browser]'
	$(COMPILE)
	touch $@

# The vendor's SDK has an environment of its own: what it depends on is old.
$(VENV)/sdk/.installed: $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/sdk
	$(VENV)/sdk/bin/python -m pip install --quiet --disable-pip-version-check 'global-open-sdk-python>=1.7' cryptography
	touch $@

# An environment of its own: it brings a web client and a test server that nothing else needs.
$(VENV)/schemathesis/.installed: $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/schemathesis
	$(VENV)/schemathesis/bin/python -m pip install --quiet --disable-pip-version-check 'schemathesis>=4.3'
	touch $@

$(VENV)/.installed-check: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[check]'
	$(COMPILE)
	touch $@
