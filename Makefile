# `make run` needs Python 3.11 or later and nothing else, `make test` npm, too, for the editor of
# the desk; `make` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
MANAGE := $(PYTHON) manage.py
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
PYTEST := $(PYTHON) -m pytest -q
EDITOR := static/built/editor.js
APART := --ignore=tests/journeys --ignore=tests/office
# The text engine, the readers and writers of files and the catalogues know no database: once is
# enough.
PURE := --ignore=tests/bracketed --ignore=tests/reading --ignore=tests/writing \
  --ignore=tests/languages/test_catalogues.py

.PHONY: help run test test-sqlite test-servers test-journeys test-office check bench browser office \
  gettext messages assets pictures clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 24

$(PYTHON):
	@for python in python3.11 python3.12 python3.13 python3; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found=$$python; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo 'Python 3.11 or later is needed, and no python3.11 or python3 here is one.' >&2; exit 1; \
	fi; \
	$$found -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(PYTHON)
	$(PYTHON) -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements.txt | $(PYTHON)
	$(PYTHON) -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/installed

assets: ## Bundle the editor of the desk (needs npm)
	cd assets && npm ci --silent && npm run --silent build

$(EDITOR): $(wildcard assets/package*.json assets/src/*.js)
	@$(MAKE) --silent assets >/dev/null 2>&1 || \
	  echo 'The editor of the desk is not built (`make assets` says why): the desk has plain fields.'

staticfiles/collected: $(VENV)/installed $(EDITOR) $(shell find static -type f 2>/dev/null)
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@

run: $(VENV)/installed staticfiles/collected ## Start everything on 127.0.0.1:8000 (PORT=… for another)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_corpus
	@echo 'Demonstration account of the secretariat, its password new at every start:'
	@$(MANAGE) demo_account
	@exec env PUBLIC_URL="$${PUBLIC_URL:-http://127.0.0.1:$(PORT)}" \
	  $(MANAGE) serve --host $(HOST) --port $(PORT)

test: test-sqlite test-servers test-journeys test-office ## Run every test: on SQLite, on PostgreSQL with Redis, in Chromium and LibreOffice

test-sqlite: $(VENV)/installed-dev gettext
	@echo '== The suite on SQLite, without a broker'
	env -u DATABASE_URL -u REDIS_URL $(PYTEST) -n $(JOBS) $(APART)

test-servers: $(VENV)/installed-dev
	@echo '== The suite on PostgreSQL, with Redis'
	$(PYTHON) -m tests.services $(PYTEST) -n $(JOBS) $(APART) $(PURE)

test-journeys: $(VENV)/installed-dev $(EDITOR) browser
	@echo '== Journeys through the pages in Chromium'
	$(PYTEST) -n $(JOBS) --dist loadfile tests/journeys

test-office: $(VENV)/installed-dev office
	@echo '== Files read by LibreOffice and poppler'
	$(PYTEST) tests/office

office: ## Find LibreOffice and poppler, or install them where that is possible
	@sh tests/find_office.sh

gettext: ## Find GNU gettext, or install it where that is possible
	@sh tests/find_gettext.sh

messages: $(VENV)/installed gettext ## Bring the catalogues in locale/ up to what the sources say
	$(MANAGE) messages

browser: ## Find Chromium, or install it where that is possible
	@sh tests/find_browser.sh

check: $(VENV)/installed-dev ## Check style, types, imports, migrations and settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PYTHON) -m mypy
	$(BIN)/lint-imports --no-logo
	$(MANAGE) makemigrations --check --dry-run
	PUBLIC_URL=https://tracker.example.org SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	  $(MANAGE) check --deploy --fail-level WARNING

$(VENV)/installed-bench: $(wildcard requirements-bench.txt) $(VENV)/installed-dev
	$(PYTHON) -m pip install -qq --disable-pip-version-check $(patsubst %,-r %,$(filter requirements%,$^))
	@touch $@

bench: $(VENV)/installed-bench ## Measure against the peers, print the table
	$(PYTHON) -m tests.bench

pictures: $(VENV)/installed-dev $(EDITOR) browser ## Take the pictures of the documentation
	$(PYTEST) tests/journeys/pictures.py

clean: ## Remove what is built; the database in var/ stays
	rm -rf $(VENV) staticfiles static/built assets/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
