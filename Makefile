# Evidence Library: what one can do with a fresh clone. `make help` lists it.
#
# The environment lies in .venv-<python version> and is built again whenever the interpreter, the
# pinned versions, the project's settings or the folder it lies in change. Its stamp is written
# last, so an interrupted build never counts as done.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

# The newest interpreter that really runs: the name alone proves nothing (a version manager leaves
# a launcher for every version it knows, and a system Python may come without its venv module).
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3)
PROBE := import sys, venv, ensurepip; v = sys.version_info; print(".venv-%d.%d" % v[:2], sys.executable, sys.version.split()[0]) if v >= (3, 11) else sys.exit(1)
FOUND := $(shell for candidate in $(CANDIDATES); do "$$candidate" -c '$(PROBE)' 2>/dev/null && break; done)

VENV := $(word 1,$(FOUND))
# The probe's last word is the version, so what is left in between is the path, blanks and all.
INTERPRETER := $(wordlist 2,$(words $(wordlist 2,$(words $(FOUND)),$(FOUND))),$(FOUND))
RUN := $(VENV)/bin/python
STAMP := $(if $(VENV),$(VENV)/built-from,no-python)
BUILT_FROM := $(FOUND) $(shell cat pyproject.toml constraints.txt | cksum) $(CURDIR)
export BUILT_FROM

ifneq ($(BUILT_FROM),$(shell cat "$(STAMP)" 2>/dev/null))
.PHONY: $(STAMP)
endif

PIP_INSTALL := $(RUN) -m pip install -qq --disable-pip-version-check --no-input --constraint constraints.txt

$(STAMP):
ifeq ($(VENV),)
	@echo 'Python 3.11 or newer, with its venv module, is needed: install it (on Debian: apt install python3-venv) or say where it is: PYTHON=/path/to/python make ...' >&2; exit 1
else
	@echo "Building the environment $(VENV) with Python $(lastword $(FOUND)); this takes a minute the first time."
	@rm -rf $(VENV)
	@"$(INTERPRETER)" -m venv $(VENV)
	@$(PIP_INSTALL) hatchling
	@$(PIP_INSTALL) --no-build-isolation --editable '.[dev]'
	@echo "$$BUILT_FROM" > $(STAMP)
endif

# Two processes, each taking over what the other has not begun; PYTEST_OPTIONS= runs one by one.
PYTEST_OPTIONS ?= --numprocesses 2 --dist worksteal

.PHONY: help environment run test check lint types layers preflight bench screenshots clean

help: ## list what can be done
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name what; do printf '%-19s %s\n' "$$name" "$$what"; done

environment: $(STAMP)
	@echo "The environment $(VENV) is up to date."

run: $(STAMP) ## open the library (without a display: show what is in it)
	@$(RUN) -m evidence_library

# One failed check does not hide what the others have to say. Types need one processor only, so they
# are looked at beside the tests; pytest has the last word, unless a type is wrong.
# Compiled modules are kept: each process that a test starts would compile the program again.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(STAMP) preflight ## run every check and every test
	@failed=0; \
	$(MAKE) lint || failed=1; \
	told=$$(mktemp); $(MAKE) types > "$$told" 2>&1 & types=$$!; \
	echo "Tests, and types beside them"; \
	$(RUN) -m pytest $(PYTEST_OPTIONS) || failed=1; \
	wait $$types || { failed=1; cat "$$told"; }; \
	rm -f "$$told"; \
	exit $$failed

check: $(STAMP) ## look at style, types and layers only
	@$(MAKE) --keep-going lint types layers

lint: $(STAMP)
	@echo "Style"
	@$(RUN) -m ruff check --quiet .; checked=$$?; $(RUN) -m ruff format --check . && exit $$checked

types: $(STAMP)
	@echo "Types"
	@$(RUN) -m mypy

layers: $(STAMP)
	@echo "Layers"
	@$(VENV)/bin/lint-imports --no-logo

preflight: $(STAMP)
	@$(RUN) -m evidence_library.system_libraries

bench: $(STAMP) ## measure speed and memory; prints figures
	@QT_QPA_PLATFORM=offscreen $(RUN) -m tests.benchmarks

screenshots: $(STAMP) ## draw every screen to build/screenshots
	@QT_QPA_PLATFORM=offscreen $(RUN) -m tests.screenshots build/screenshots

clean: ## remove environments, caches and what was built
	rm -rf .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
