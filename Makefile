# Callbook: `make acceptance` and `make test` work on a fresh clone; both set up what they need first.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
CODE := src steps mocks docs tests benchmarks examples
SAMPLE := examples/sample_desktop
WORKERS ?= auto
# What needs a browser keeps to one worker: each would start a JupyterLab of its own.
PARALLEL = -n $(WORKERS) --maxprocesses 4 --dist loadgroup

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(STAMP) ## make .venv and install everything; instant when nothing changed

$(STAMP): pyproject.toml constraints.txt $(SAMPLE)/pyproject.toml
	@echo "set-up 1/3: virtual environment $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Callbook needs Python 3.11 or newer; $(PYTHON) is older. Say which: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) > $(VENV)-failure 2>&1 && rm -f $(VENV)-failure \
	  || { cat $(VENV)-failure >&2; rm -rf $(VENV) $(VENV)-failure; \
	       echo "The virtual environment could not be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "set-up 2/3: Callbook with its tools and JupyterLab (a minute or two on first use)"
	@$(PIP) install -e '.[dev,docs,notebooks]' -c constraints.txt
	@$(PIP) install -e $(SAMPLE) --no-deps --no-build-isolation
	@echo "set-up 3/3: check that the packages fit together"
	@$(BIN)/python -m pip --disable-pip-version-check -q check > /dev/null \
	  || { $(BIN)/python -m pip --disable-pip-version-check check >&2; exit 1; }
	@touch $@

# One process: at 600 scenarios two workers cost more to start than they save (6.0 s against 5.0 s);
# `make acceptance WORKERS=2` shows whether that still holds.
.PHONY: acceptance
acceptance: WORKERS := 0
acceptance: $(STAMP) ## run all features; says what they show and where the recordings lie
	@$(BIN)/pytest features $(PARALLEL)

.PHONY: report
report: acceptance ## run all features and write the report, callbook-report.html
	@$(BIN)/callbook report

NOTEBOOK ?= 01_first_callback.ipynb
LAB_SETTINGS := $(VENV)/share/jupyter/lab/settings

.PHONY: lab
lab: $(STAMP) ## open JupyterLab on the notebooks (one of them: make lab NOTEBOOK=04_replay_a_failure.ipynb)
	@test -d .callbook/last-run || $(MAKE) acceptance
	@mkdir -p $(LAB_SETTINGS) && cp notebooks/.jupyter/overrides.json $(LAB_SETTINGS)/overrides.json
	@$(BIN)/jupyter lab --LabApp.extension_manager=readonly notebooks/$(NOTEBOOK)

.PHONY: wheel
wheel: $(STAMP) ## build the sdist and the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m hatchling build > .built 2>&1 && rm -f .built || { cat .built >&2; rm -f .built; exit 1; }

# The acceptance run comes from the built wheel, and is the last: whoever reads only the last lines learns how it went.
.PHONY: test
test: ## everything CI checks: lint, types, unit and property tests, the wheel, acceptance
	@$(MAKE) lint
	@$(MAKE) types
	@$(MAKE) docs
	@$(MAKE) unit CALLBOOK_SITE=$(CURDIR)/site
	@$(MAKE) doors
	@$(MAKE) recordings RUN=$(DOORS)/direct
	@$(MAKE) wheel-test

.PHONY: wheel-test
wheel-test: wheel ## the built wheel where no source is in reach: its contents, callbook init, then all features
	@$(BIN)/python -m tests.wheel.wheel_test

.PHONY: lint
lint: $(STAMP) ## ruff (rules and format) and the import layers
	@echo "lint: ruff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check . ; exit 1; }
	@echo "lint: import layers"
	@$(BIN)/lint-imports > .import-layers 2>&1 && rm -f .import-layers || { cat .import-layers; rm -f .import-layers; exit 1; }
	@echo "lint: steps (defined, used, docs/steps.md and .vscode/steps.py fresh)"
	@$(BIN)/callbook check features --allow-unused docs/unused_steps.txt > .steps || { cat .steps; rm -f .steps; exit 1; }
	@$(BIN)/callbook steps --markdown > .steps; diff docs/steps.md .steps > /dev/null \
	  || { rm -f .steps; echo "Out of date. Renew it: $(BIN)/callbook steps --markdown > docs/steps.md" >&2; exit 1; }
	@$(BIN)/callbook steps --editor > .steps; diff .vscode/steps.py .steps > /dev/null \
	  || { rm -f .steps; echo "Out of date. Renew it: $(BIN)/callbook steps --editor > .vscode/steps.py" >&2; exit 1; }
	@rm -f .steps

.PHONY: types
types: $(STAMP) ## mypy strict and pyright strict
	@echo "types: mypy strict and pyright strict"
	@$(BIN)/mypy > .mypy-says 2>&1 & mypy=$$!; \
	$(BIN)/pyright --pythonpath $(BIN)/python && pyright=0 || pyright=1; \
	wait $$mypy && mypy=0 || mypy=1; cat .mypy-says; rm -f .mypy-says; exit $$((mypy + pyright))

# The catalogues are read anew each time: Sphinx does not know that a page is made of code.
.PHONY: docs
docs: $(STAMP) ## build the documentation into site/: open site/index.html; a warning is an error
	@echo "docs: site/index.html"
	@$(BIN)/python -m sphinx -qEW --keep-going -j 2 -d $(VENV)/pages docs site

# A site that has been built already (CALLBOOK_SITE) is looked at, and not built again.
export CALLBOOK_SITE ?=

# `coverage run` and not `pytest --cov`: pytest imports the plugin under test before pytest-cov could watch it.
.PHONY: unit
unit: $(STAMP) ## unit, property, notebook, browser and acceptance tests with 100 % branch coverage
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest tests notebooks features $(PARALLEL) -q
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --format=total > /dev/null || { $(BIN)/coverage report; exit 1; }
	@echo "coverage: 100 % of the branches"

RUN ?= .callbook/last-run

.PHONY: recordings
recordings: $(STAMP) ## the last run's recordings and event stream: do they fit their schemas, do they play again?
	@$(BIN)/python tests/trace/validate_run.py $(RUN)
	@$(BIN)/callbook replay $(RUN) features
	@$(BIN)/python tests/report/validate_stream.py $(RUN)

# Not a part of `make test`: it needs npm, and the internet once.
.PHONY: cucumber-check
cucumber-check: acceptance ## do Cucumber's own schema, page and reader take the event stream? (needs npm)
	@$(BIN)/pytest tests/report/official/cucumbers_own_tools.py -q

DOORS := .callbook/doors

.PHONY: doors
doors: $(STAMP) ## run all features through each door to the servers: are the recordings the same, byte for byte?
	@rm -rf $(DOORS)
	@$(BIN)/pytest features -q --door direct --traces $(DOORS)/direct -n 0 | tail -n 2
	@$(BIN)/pytest features -q --door responses --traces $(DOORS)/responses -n 0 > .door 2>&1 & responses=$$!; \
	$(BIN)/pytest features -q --door http --traces $(DOORS)/http -n 0 | tail -n 2 && http=0 || http=1; \
	wait $$responses && responses=0 || responses=1; tail -n 2 .door; rm -f .door; exit $$((http + responses))
	@$(BIN)/python tests/doors/same_recordings.py $(DOORS)

# Red by intent: the desktop has three known faults. SAMPLE_DESKTOP_FAULTS=none leaves them out.
.PHONY: desktop-sample
desktop-sample: $(STAMP) ## run all features against a third-party desktop, examples/sample_desktop
	@$(BIN)/pytest features -q --desktop sample

.PHONY: goldens
goldens: $(STAMP) ## write the golden recordings beside the features anew, and show what changed
	@$(BIN)/pytest features -q -m golden --renew-goldens --traces .callbook/goldens

.PHONY: openapi
openapi: $(STAMP) ## write the description of the API anew, docs/openapi.json
	@$(BIN)/callbook serve --openapi > docs/openapi.json

# What `make unit` tries of it is small and always the same.
.PHONY: api-fuzz
api-fuzz: $(STAMP) ## requests made up from the API's description, with a large budget and new ones each time
	@$(BIN)/pytest tests/web/test_made_up_requests_are_answered_as_described.py --hypothesis-profile=explore -q

# What `make unit` tries of it is small and always the same.
.PHONY: lint-fuzz
lint-fuzz: $(STAMP) ## any bytes into the readers of configurations, with a large budget and new ones each time
	@$(BIN)/pytest tests/environment tests/lint --hypothesis-profile=explore -q -n 0

.PHONY: rules
rules: $(STAMP) ## write the pages of the rules of `callbook lint` anew, docs/rules/
	@$(BIN)/callbook lint --rules-markdown docs/rules

.PHONY: coverage-report
coverage-report: unit ## the branch coverage as pages in htmlcov/
	@$(BIN)/coverage html --quiet
	@echo "htmlcov/index.html"

.PHONY: mutants
mutants: $(STAMP) ## sabotage each table entry in turn: does the acceptance suite notice?
	@$(BIN)/callbook mutants --reasons tests/sabotage/reasons.toml

.PHONY: explore
explore: $(STAMP) ## the state machine with a large budget
	@$(BIN)/pytest tests/exploration --hypothesis-profile=explore -q

.PHONY: crash
crash: $(STAMP) ## kill a server under load 200 times, and look at its books after each restart
	@CALLBOOK_CRASHES=200 $(BIN)/pytest tests/crash -q -n 0

.PHONY: bench
bench: $(STAMP) ## speed and size, as ratios in one run
	@$(BIN)/python -m benchmarks

.PHONY: bench-long
bench-long: $(STAMP) ## what takes minutes: the memory of a server over a million requests
	@$(BIN)/python -m benchmarks memory_long

.PHONY: constraints
constraints: $(STAMP) ## write constraints.txt from what is installed in .venv
	@{ echo "# Exact versions of everything that is tested; written by: make constraints"; \
	   $(BIN)/python -m pip --disable-pip-version-check list --format=freeze --exclude-editable --exclude pip --exclude setuptools; \
	 } > constraints.new
	@mv constraints.new constraints.txt
	@touch $(STAMP)

.PHONY: clean
clean: ## remove .venv, recordings, reports and caches
	@rm -rf $(VENV) .callbook .coverage .coverage.* htmlcov dist site .hypothesis .benchmarks
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find $(CODE) -type d -name __pycache__ -prune -exec rm -rf {} +
