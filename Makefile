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
PARALLEL = -n $(WORKERS) --maxprocesses 4 --dist loadfile
# Beside each other; where they are already, no further ones are begun.
BESIDE = $(if $(findstring --jobserver,$(MAKEFLAGS)),,-j 3)
# What the targets write on their way lies where git does not look, also when one fails or is interrupted.
OWN := .callbook/make
# $(call quietly,NAME,COMMAND): run it; what it prints is shown only when it fails.
quietly = mkdir -p $(OWN) && $(2) > $(OWN)/$(1) 2>&1 || { cat $(OWN)/$(1) >&2; exit 1; }
# $(call anew,FILE,COMMAND): write what it prints to the file, which stays as it was when it fails.
anew = mkdir -p $(OWN) && $(2) > $(OWN)/$(notdir $(1)) && mv $(OWN)/$(notdir $(1)) $(1)
# $(call fresh,FILE,COMMAND): fail if the file does not hold what it prints, and say how to renew it.
fresh = mkdir -p $(OWN) && $(2) > $(OWN)/$(notdir $(1)) && diff $(1) $(OWN)/$(notdir $(1)) > /dev/null \
	  || { echo "$(1) is out of date. Renew it: $(2) > $(1)" >&2; exit 1; }

## to begin with

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^## / {printf "\n%s\n", substr($$0, 4)} \
	  /^[a-z-]+:.*## / {printf "  make %-16s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(STAMP) ## make .venv and install everything; instant when nothing changed

$(STAMP): pyproject.toml constraints.txt $(SAMPLE)/pyproject.toml
	@echo "set-up 1/3: virtual environment $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Callbook needs Python 3.11 or newer; $(PYTHON) is older. Say which: make setup PYTHON=python3.12" >&2; exit 1; }
	@mkdir -p $(OWN) && $(PYTHON) -m venv $(VENV) > $(OWN)/venv 2>&1 \
	  || { cat $(OWN)/venv >&2; rm -rf $(VENV); \
	       echo "The virtual environment could not be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "set-up 2/3: Callbook with its tools and JupyterLab (a minute or two on first use)"
	@$(PIP) install -e '.[all,dev,docs]' -c constraints.txt
	@$(PIP) install -e $(SAMPLE) --no-deps --no-build-isolation
	@echo "set-up 3/3: check that the packages fit together"
	@$(BIN)/python -m pip --disable-pip-version-check -q check > /dev/null \
	  || { $(BIN)/python -m pip --disable-pip-version-check check >&2; exit 1; }
	@touch $@

# One process: at 600 scenarios two workers cost more to start than they save (6.0 s against 5.0 s);
# `make acceptance WORKERS=2` shows whether that still holds.
.PHONY: acceptance
acceptance: WORKERS := 0
acceptance: $(STAMP) ## run all features: what they show, where the recordings lie
	@$(MAKE) telephones-missing
	@$(BIN)/pytest features $(PARALLEL)

.PHONY: report
report: acceptance ## run all features and write callbook-report.html
	@$(BIN)/callbook report

NOTEBOOK ?= 01_first_callback.ipynb
LAB_SETTINGS := $(VENV)/share/jupyter/lab/settings

.PHONY: lab
lab: $(STAMP) ## open JupyterLab on the notebooks, NOTEBOOK=04_replay_a_failure.ipynb on one
	@test -d .callbook/last-run || $(MAKE) acceptance
	@mkdir -p $(LAB_SETTINGS) && cp notebooks/.jupyter/overrides.json $(LAB_SETTINGS)/overrides.json
	@$(BIN)/jupyter lab --LabApp.extension_manager=readonly notebooks/$(NOTEBOOK)

# What `callbook steps` lists outside of projects.
KIT_STEPS := src/callbook/pytest_plugin/catalogue/kit_steps.json
KIT_PATTERNS := src/callbook/pytest_plugin/catalogue/kit_patterns.json

## what CI checks, and its parts

# Whoever reads only the last lines learns how the acceptance run went: it comes from the built wheel, and is the last.
.PHONY: test
test: $(STAMP) ## all of it, part by part; says how long each takes
	@rm -rf $(TIMES) && mkdir -p $(TIMES)
	@$(MAKE) $(BESIDE) part-lint part-types part-docs
	@$(MAKE) part-unit CALLBOOK_SITE=$(CURDIR)/site
	@$(MAKE) part-doors
	@$(MAKE) part-recordings RUN=$(DOORS)/direct
	@$(IN_A_FOLDER) $(MAKE) part-wheel-itself FOLDER=$$folder && $(MAKE) times && $(MAKE) telephones-missing && $(MAKE) wheel-features FOLDER=$$folder

TIMES := $(OWN)/times
# A part, and then a line of how long it took: seconds, and seconds of a processor, which other work hardly changes.
# (What it says goes through 9, since make itself uses 3 and 4.)
part-%:
	@TIMEFORMAT='%0R %U %S'; { time $(MAKE) $* 2>&9; } 9>&2 2> $(TIMES)/$*
	@awk '{printf "%s: %d s, %.0f s of a processor\n", "$*", $$1, $$2 + $$3}' $(TIMES)/$*

.PHONY: times
times: # of the parts, in a table
	@printf '%-14s %8s %10s\n' part seconds processor
	@cd $(TIMES) && awk '{printf "%-14s %8d %10d\n", FILENAME, $$1, $$2 + $$3; cpu += $$2 + $$3} \
	  END {printf "%-14s %8s %10d\n", "all", "", cpu}' $$(ls -tr)

.PHONY: lint
lint: $(STAMP) ## ruff (rules and format), import layers, steps and their pages
	@echo "lint: ruff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check . ; exit 1; }
	@echo "lint: import layers"
	@$(call quietly,import-layers,$(BIN)/lint-imports)
	@echo "lint: steps (defined, used, docs/steps.md and .vscode/steps.py fresh)"
	@$(call quietly,steps,$(BIN)/callbook check features --allow-unused docs/unused_steps.txt)
	@$(call fresh,$(KIT_PATTERNS),$(BIN)/python -m docs._extension.kit_patterns)
	@$(call fresh,$(KIT_STEPS),$(BIN)/python -m docs._extension.kit_steps)
	@$(call fresh,docs/steps.md,$(BIN)/callbook steps --markdown)
	@$(call fresh,.vscode/steps.py,$(BIN)/callbook steps --editor)

.PHONY: types types-mypy types-pyright
types: $(STAMP) ## mypy strict and pyright strict, beside each other
	@echo "types: mypy strict and pyright strict"
	@$(MAKE) $(BESIDE) types-mypy types-pyright

types-mypy:
	@$(BIN)/mypy

types-pyright:
	@$(BIN)/pyright --pythonpath $(BIN)/python

# The catalogues are read anew each time: Sphinx does not know that a page is made of code.
.PHONY: docs
docs: $(STAMP) ## build site/index.html; a warning is an error
	@echo "docs: site/index.html"
	@$(BIN)/python -m sphinx -qEW --keep-going -j 2 -d $(VENV)/pages docs site

# A site that has been built already (CALLBOOK_SITE) is looked at, and not built again.
export CALLBOOK_SITE ?=

# `coverage run` and not `pytest --cov`: pytest imports the plugin under test before pytest-cov could watch it.
.PHONY: unit
unit: $(STAMP) ## tests, notebooks, features with 100 % branch coverage
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest tests notebooks features $(PARALLEL) -q
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --format=total > /dev/null || { $(BIN)/coverage report; exit 1; }
	@echo "coverage: 100 % of the branches"

DOORS := .callbook/doors

.PHONY: doors door-direct door-responses door-http
doors: $(STAMP) ## all features through each door: recordings the same, byte for byte?
	@rm -rf $(DOORS)
	@$(MAKE) $(BESIDE) door-http door-responses door-direct
	@$(BIN)/python tests/doors/same_recordings.py $(DOORS)

door-direct door-responses door-http: door-%:
	@$(BIN)/pytest features -q --door $* --traces $(DOORS)/$* -n 0 | tail -n 2

RUN ?= .callbook/last-run

.PHONY: recordings
recordings: $(STAMP) ## the last run's recordings: do they fit their schemas, play again?
	@$(BIN)/python tests/trace/validate_run.py $(RUN)
	@$(BIN)/callbook replay $(RUN) features
	@$(BIN)/python tests/report/validate_stream.py $(RUN)

.PHONY: wheel
wheel: $(STAMP) ## build the sdist and the wheel into dist/
	@rm -rf dist
	@$(call quietly,wheel,$(BIN)/python -m hatchling build)

IN_A_FOLDER := folder=$$(mktemp -d -t callbook-wheel-XXXXXX); trap 'rm -rf "$$folder"' EXIT;

.PHONY: wheel-test wheel-itself wheel-features
wheel-test: $(STAMP) ## the built wheel where no source is in reach, then its features
	@$(IN_A_FOLDER) $(MAKE) wheel-itself wheel-features FOLDER=$$folder

wheel-itself: wheel
	@$(BIN)/python -m tests.wheel.wheel_test itself $(FOLDER)

wheel-features:
	@$(BIN)/python -m tests.wheel.wheel_test features $(FOLDER)

## more of it, or for longer

.PHONY: licences
licences: $(STAMP) ## the licence of every package that is used; fails if one forbids commercial use
	@$(BIN)/python -m tests.project.licences

# The next two are no part of `make test`: they need the internet, and minutes.
.PHONY: pythons
pythons: wheel ## the built wheel, its features and a smoke of tests on each Python of this machine
	@$(BIN)/python -m tests.pythons.pythons $(ONLY)

.PHONY: oldest
oldest: wheel ## the same with the lowest versions that pyproject.toml allows
	@$(BIN)/python -m tests.pythons.oldest

.PHONY: coverage-report
coverage-report: unit ## unit, then the branch coverage as pages in htmlcov/
	@$(BIN)/coverage html --quiet
	@echo "htmlcov/index.html"

# Red by intent: the desktop has three known faults. SAMPLE_DESKTOP_FAULTS=none leaves them out.
.PHONY: desktop-sample
desktop-sample: $(STAMP) ## all features against a third-party desktop, examples/sample_desktop
	@$(BIN)/pytest features -q --desktop sample

# Not a part of `make test`: it needs npm, and the internet once.
.PHONY: cucumber-check
cucumber-check: acceptance ## Cucumber's own tools take the event stream? (needs npm)
	@$(BIN)/pytest tests/report/official/cucumbers_own_tools.py -q

# Not a part of `make test` either, for the same reason; nothing of the library is kept, and no lock file.
VENDOR_CLIENT := $(OWN)/vendor-client
.PHONY: vendor-client
vendor-client: $(STAMP) ## the vendor's own client library against `callbook serve`: stories, scenarios (needs npm)
	@mkdir -p $(VENDOR_CLIENT)
	@$(call quietly,npm,npm install --prefix $(VENDOR_CLIENT) --no-save --no-package-lock --no-audit --no-fund genesys-workspace-client-js@9.0.1)
	@CALLBOOK_VENDOR_MODULES=$(CURDIR)/$(VENDOR_CLIENT)/node_modules \
	  $(BIN)/pytest tests/vendor_client/vendors_own_library.py -q -s

# The next four are no part of `make test`: they need the internet once, the kit needs npm.
.PHONY: plugins
plugins: $(STAMP) ## a small project in pytest's own ways and beside eleven plugins: all accounts agree?
	@$(BIN)/python -m tests.neighbours.plugins $(ONLY)

.PHONY: cucumber-kit
cucumber-kit: $(STAMP) ## Cucumber's Compatibility Kit, sample by sample (needs npm)
	@$(BIN)/python -m tests.neighbours.cucumber_kit $(ONLY)

.PHONY: pytest-bdd-check
pytest-bdd-check: $(STAMP) ## pytest-bdd's documented cases without Callbook, beside it and by it: the same?
	@$(BIN)/python -m tests.neighbours.pytest_bdd_check $(ONLY)

.PHONY: gherkin-check
gherkin-check: $(STAMP) ## every form of a feature file that Gherkin knows: taken, or refused with a reason (needs npm)?
	@$(BIN)/python -m tests.neighbours.gherkin_check

.PHONY: mutants
mutants: $(STAMP) ## sabotage each table entry: does the acceptance suite notice?
	@$(BIN)/callbook mutants --reasons tests/sabotage/reasons.toml

.PHONY: judgements
judgements: $(STAMP) ## make each assertion of the steps true: do the red twins notice?
	@$(BIN)/callbook mutants --judgements --red tests/steps/red --reasons tests/steps/red/reasons.toml

.PHONY: explore
explore: $(STAMP) ## any order of events, and stories with faults, with a large budget; says what was visited
	@$(BIN)/pytest tests/exploration --hypothesis-profile=explore -n 2 --dist loadfile -q -rP

# What `make unit` tries of them is small and always the same.
.PHONY: properties
properties: $(STAMP) ## all property tests with a large budget, new examples each time
	@$(BIN)/pytest tests -m hypothesis --hypothesis-profile=explore $(PARALLEL) -q

# Not a part of `make test`: a scenario is played hundreds of times.
.PHONY: everywhere
everywhere: $(STAMP) ## decide the scenarios tagged @everywhere on every configuration: where do they hold, and why not?
	@$(BIN)/pytest features -q -n 0 --callbook-everywhere --callbook-everywhere-reasons tests/everywhere/reasons.toml --tags=@everywhere

# What `make unit` tries of them is little; `make everywhere-sound TRIES=200` takes half a minute.
TRIES ?= 10000
.PHONY: everywhere-sound
everywhere-sound: $(STAMP) ## 10,000 random configurations: does each behave as its class says, by the whole journal?
	@$(BIN)/python -m tests.everywhere.soundness $(TRIES) features

.PHONY: graphs
graphs: $(STAMP) ## all that can happen: one agent, with failures, with a loss, two agents with a park queue; each closes (15 min)
	@$(BIN)/callbook explore
	@$(BIN)/callbook explore --faults
	@$(BIN)/callbook explore --losses 1
	@$(BIN)/callbook explore --agents 2 --with webcallback.park-queue=parked

# What `make unit` tries of it is little.
.PHONY: equal-states
equal-states: $(STAMP) ## do states that `callbook explore` takes for equal go on alike? six searches, new chances (10 min)
	@$(BIN)/python -m tests.everywhere.equal_states $$RANDOM

.PHONY: everywhere-mutants
everywhere-mutants: $(STAMP) ## how many mutants do ten scenarios catch once, and how many on every configuration?
	@$(BIN)/python -m tests.everywhere.sabotaged features/privileges features/options

.PHONY: everywhere-kills
everywhere-kills: $(STAMP) ## kill workers and driver with kill -9, 20 times each, local and Dask: the same rows? (10 min)
	@$(BIN)/python -m tests.everywhere.kills 20

.PHONY: api-fuzz
api-fuzz: $(STAMP) ## requests made up from the API's description, new ones each time
	@$(BIN)/pytest tests/web/test_made_up_requests_are_answered_as_described.py --hypothesis-profile=explore -q

# What `make unit` tries of it is small and always the same.
.PHONY: lint-fuzz
lint-fuzz: $(STAMP) ## any bytes into the readers of configurations, new ones each time
	@$(BIN)/pytest tests/environment tests/lint --hypothesis-profile=explore -q -n 0

.PHONY: conformance
conformance: $(STAMP) ## judge every scenario's recording, whole and damaged in every way, with new chances (5 min)
	@$(BIN)/pytest features -q -n 0 --callbook-traces $(OWN)/conformance
	@$(BIN)/python -m tests.conformance.many $(OWN)/conformance $$RANDOM

# What `make unit` tries of them is small and always the same.
.PHONY: log-fuzz log-stories log-anonymous
log-fuzz: $(STAMP) ## any bytes, and damaged logs, into the reader of logs, new ones each time
	@$(BIN)/pytest tests/logs/test_any_bytes_are_read.py --hypothesis-profile=explore -q -n 0

log-stories: $(STAMP) ## a thousand stories told by chance become logs, are read again and made anonymous (12 min)
	@CALLBOOK_LOG_STORIES=1000 $(BIN)/pytest -q -n 2 tests/logs/test_what_is_written_is_read_again.py \
	  tests/logs/test_logs_are_made_anonymous.py

log-anonymous: $(STAMP) ## a thousand logs of stories made anonymous: is anything left, do verdicts stay? (2 min)
	@$(BIN)/python -m tests.logs.many_made_anonymous 1000

.PHONY: attack
attack: $(STAMP) ## strangers attack a server in three rounds: does it go on serving? (2 min)
	@$(BIN)/python -m tests.web.attack

# What `make unit` tries of it is small and always the same.
.PHONY: sip-fuzz
sip-fuzz: $(STAMP) ## calls between telephones over bad networks, any bytes to the SIP side, new ones each time (5 min)
	@$(BIN)/pytest tests/sip/test_both_ends_agree_on_a_bad_network.py tests/sip/test_any_bytes_are_taken.py \
	  --hypothesis-profile=explore -q -n 0 -rP

.PHONY: sip-mutants
sip-mutants: $(STAMP) ## break each entry of the tables of SIP: do tests/sip and tests/voice_switch notice? (10 min)
	@$(BIN)/python -m tests.sip.mutants

.PHONY: telephones
telephones: $(STAMP) ## 23 outcomes of a call with SIPp and with baresip, the same as with timers; captures, the guide (2 min)
	@$(MAKE) telephones-missing
	@$(BIN)/pytest $(addprefix tests/telephones/,outcomes.py captures.py guide.py) -n 0 -q

# Programs that play telephones and look at what they sent, each with its Debian package; without one, tests are left out.
TELEPHONES := sipp:sip-tester baresip:baresip-core sngrep:sngrep tshark:tshark
.PHONY: telephones-missing
telephones-missing: # one line, right before the acceptance summary, where something of these is missing
	@missing=$$(for each in $(TELEPHONES); do command -v $${each%:*} > /dev/null || printf ' %s' $${each#*:}; done); \
	if [ -n "$$missing" ]; then \
	  echo "telephones: not all calls were tried with real telephones (Debian: apt-get install$$missing)"; fi

.PHONY: crash
crash: $(STAMP) ## kill a server under load 200 times; look at its books
	@CALLBOOK_CRASHES=200 $(BIN)/pytest tests/crash -q -n 0

.PHONY: bench
bench: $(STAMP) ## speed and size, as ratios in one run
	@$(BIN)/python -m benchmarks

.PHONY: bench-long
bench-long: $(STAMP) ## what takes minutes: the memory over a million requests
	@$(BIN)/python -m benchmarks memory_long

## to write anew what is kept

.PHONY: goldens
goldens: $(STAMP) ## the golden recordings beside the features; shows what changed
	@$(BIN)/pytest features -q -m golden --renew-goldens --traces .callbook/goldens

.PHONY: steps
steps: $(STAMP) ## the lists of steps: docs/steps.md, for the editor, the kit's own in the wheel
	@$(call anew,$(KIT_PATTERNS),$(BIN)/python -m docs._extension.kit_patterns)
	@$(call anew,$(KIT_STEPS),$(BIN)/python -m docs._extension.kit_steps)
	@$(call anew,docs/steps.md,$(BIN)/callbook steps --markdown)
	@$(call anew,.vscode/steps.py,$(BIN)/callbook steps --editor)

.PHONY: pictures
pictures: $(STAMP) ## the pictures of README and docs, light and dark: docs/_static/pictures (half a minute; needs Chromium)
	@$(BIN)/python -m tests.browser.pictures

.PHONY: looks
looks: $(STAMP) ## look at the notebooks in JupyterLab, two sizes, both themes: what is cut, covered or pale? (2 min)
	@$(BIN)/python -m tests.browser.looks

.PHONY: openapi
openapi: $(STAMP) ## the description of the API, docs/openapi.json
	@$(call anew,docs/openapi.json,$(BIN)/callbook serve --openapi)

FROZEN := $(BIN)/python -m pip --disable-pip-version-check list --format=freeze --exclude-editable --exclude pip --exclude setuptools

.PHONY: constraints
constraints: $(STAMP) ## constraints.txt from what is installed in .venv
	@$(call anew,constraints.txt,{ echo "# Exact versions of everything that is tested; written by: make constraints"; $(FROZEN); })
	@touch $(STAMP)

## to remove

.PHONY: clean
clean: ## remove .venv, recordings, reports and caches
	@rm -rf $(VENV) .callbook .coverage .coverage.* htmlcov dist site .hypothesis .benchmarks
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find $(CODE) -type d -name __pycache__ -prune -exec rm -rf {} +
