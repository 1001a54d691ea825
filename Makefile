# The commands of this project. `make demo` and `make test` need only Python 3.11+, pip and make.
ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN    := .venv/Scripts
else
PYTHON ?= python3
BIN    := .venv/bin
endif
VENV   := .venv
READY  := $(VENV)/.ready
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-core test-screens check again prove bench docs lock screenshots format clean

$(READY): requirements.lock pyproject.toml
	@echo "sotdesk: environment in $(VENV), once" 1>&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --compile --require-hashes -r requirements.lock 1>&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . 1>&2
	@$(BIN)/python -m compileall -q src bench tests
	@$(BIN)/python -c "import pathlib; pathlib.Path('$(READY)').touch()"

demo: $(READY)
	@$(BIN)/python -m sotdesk demo

# In two parts: only the first is measured for coverage, for measuring makes every screen half as slow again.
CORE := tests/domain tests/data tests/documents tests/exchange
test: test-core test-screens

test-core: $(READY)
	$(BIN)/python -m pytest -n 2 $(CORE) $(COVERAGE)

test-screens: $(READY)
	$(BIN)/python -m pytest -n 2 tests $(addprefix --ignore=,$(CORE))

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --keep-going test COVERAGE="--cov --cov-report=term:skip-covered" || $(MAKE) again

# What failed while both cores were busy (a key that waits for a paint) must pass when it is run alone.
again: $(READY)
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures none

# The long proofs with their full counts, and a table of what was measured; `make test` runs each of them short.
PROVE ?= 200
prove: $(READY)
	SOTDESK_PROVE=$(PROVE) $(BIN)/python -m pytest -n 2 tests/reliability --timeout 7200

bench: $(READY)
	$(BIN)/python -m bench

docs: $(READY)
	$(BIN)/python -m bench.keys

screenshots: $(READY)
	$(BIN)/python -m bench.screenshots

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('$(VENV)', '.pytest_cache', '.mypy_cache', '.ruff_cache')]"
