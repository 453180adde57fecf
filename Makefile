# `make help` tells what there is. Nothing here needs root, an account, or any other folder.

PORT ?= 8000
ON ?=
RECENT := "import sys; sys.exit(sys.version_info < (3, 11))"
PYTHON := $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c $(RECENT) 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install
HERE := $(shell cd "$$(dirname "$(strip $(MAKEFILE_LIST))")" && pwd)

.DEFAULT_GOAL := help
.PHONY: help run test lint types tests mutants bench soak docs lock clean python port

ifneq ($(CURDIR),$(HERE))
# Called from elsewhere with -f: the same, from here.
$(or $(MAKECMDGOALS),help): elsewhere
.PHONY: elsewhere
elsewhere:
	@$(MAKE) --no-print-directory -C "$(HERE)" $(MAKECMDGOALS)
else

help: ## Tell what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

run: port .venv/.serves .venv/.assets ## Install what is needed, and answer calls on this machine (PORT=8000)
	@export LOG_FORMAT=$${LOG_FORMAT:-console} PUBLIC_URL=$${PUBLIC_URL:-http://127.0.0.1:$(PORT)}; \
	$(BIN)/gunicorn --bind 127.0.0.1:$(PORT) app:app & web=$$!; \
	$(BIN)/centralino worker & worker=$$!; \
	trap 'trap - EXIT; kill $$web $$worker 2>/dev/null; wait' EXIT; \
	trap 'exit 0' INT TERM HUP; \
	until $(BIN)/python -c $(ANSWERS) 2>/dev/null; do \
		kill -0 $$web 2>/dev/null || exit 1; sleep 0.2; \
	done; \
	printf '%s\n' "" "Centralino answers at http://127.0.0.1:$(PORT). Ctrl-C ends it." \
		"In another terminal, in this folder, call one of its numbers:" \
		"    .venv/bin/centralino call 0577235501 --url http://127.0.0.1:$(PORT)" \
		"Its pages, in a browser; the link holds until it ends:" \
		"    $$(cat var/local-sign-in 2>/dev/null || echo http://127.0.0.1:$(PORT)/sign-in)" ""; \
	wait $$web

test: lint types tests ## Install what is needed, and run linters, types and tests

lint: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache --no-logo

types: .venv/.tests
	$(BIN)/mypy

tests: .venv/.tests .venv/.assets
	$(AS_ON) $(BIN)/python -m pytest -n $(or $(WORKERS),4)

mutants: .venv/.mutants ## Change the code in a thousand small ways, and count what no test notices
	$(BIN)/mutmut run --max-children 2
	$(BIN)/python tests/mutants.py

bench: .venv/.tests ## Measure the speed, side by side with what others would do
	@for each in $$(grep -l '^if __name__' bench/*.py); do \
		$(BIN)/python -m bench.$$(basename $$each .py) || exit 1; \
	done

soak: .venv/.tests ## Break everything while voicemails come in; none may be lost (COUNT=500, MINUTES=60)
	@$(BIN)/python -m soak --count $(or $(COUNT),500) --minutes $(or $(MINUTES),60) \
		$(addprefix --database ,$(DATABASE))

docs: .venv/.tests ## Draw the pictures of docs/ again, and write its tables
	FLOWS_DIR=flows $(BIN)/centralino draw --all docs/pictures
	$(BIN)/python -m tools.tables
	$(BIN)/python -m tools.house

lock: ## Choose the dependencies' versions again (UPGRADE=--upgrade: the newest)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCK) --group dev --output-file requirements-dev.lock pyproject.toml
	$(LOCK) --group build --constraint requirements-dev.lock \
		--output-file requirements.lock pyproject.toml
	$(LOCK) --group node --output-file requirements-node.lock
	$(LOCK) --group mutants --constraint requirements-dev.lock \
		--output-file requirements-mutants.lock

clean: ## Remove what was installed and cached; var/, with voicemails in it, stays
	rm -rf .venv mutants static/built tools/pages/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ASSETS = tools/assets.py $(wildcard tools/pages/*.*) $(shell find static/pages $(wildcard templates/pages) -type f)
AS_ON = $(if $(ON),$(BIN)/python tests/as_on.py "$(ON)")
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
ANSWERS = "from http.client import HTTPConnection as C; \
	c = C('127.0.0.1', $(PORT), timeout=15); c.request('GET', '/healthz'); c.getresponse()"
FREE = "import socket; s = socket.socket(); \
	s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('127.0.0.1', $(PORT)))"

# What is installed is what the lock says: nothing happens until the lock changes.
.venv/.serves: requirements.lock pyproject.toml | python
	@echo "Installing into .venv; this is done once, and takes a minute"
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@$(PIP) --no-deps --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tests: requirements-dev.lock .venv/.serves
	@echo "Installing what the tests need"
	@$(PIP) --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Pages work without their look: where it cannot be built, it is said, and tried again next time.
.venv/.assets: $(ASSETS) | .venv/.serves
	@echo "Building the pages' look"
	@$(BIN)/python -m tools.assets && touch $@ || true

.venv/.mutants: requirements-mutants.lock .venv/.tests
	@$(PIP) --no-deps --require-hashes -r requirements-mutants.lock
	@touch $@

python:
	@$(or $(PYTHON),false) -c $(RECENT) 2>/dev/null || { \
		echo "Centralino needs Python 3.11 or newer; here is" \
			"$$({ $(or $(PYTHON),python3) -V || echo none; } 2>/dev/null)." \
			"Install one, or name it: make run PYTHON=/path/to/python3.11" >&2; \
		exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -c "import venv, ensurepip" 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments." \
			"On Debian and Ubuntu: apt-get install python3-venv" >&2; \
		exit 1; }

port: python
	@$(PYTHON) -c $(FREE) 2>/dev/null || { \
		echo "Port $(PORT) is taken. Stop what listens there, or choose another:" \
			"make run PORT=8001" >&2; \
		exit 1; }

endif
