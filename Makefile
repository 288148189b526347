# GNU make 4.3; the recipes are POSIX sh. Environments live in .venv/, front-end packages in node_modules/,
# results in build/. Only `make test`, as root and for what its tests run, touches anything else.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
SOURCES ?= samples
BASE_URL ?= /
JOBS ?= 2
HOST ?= 127.0.0.1
PORT ?= 8001
CHROMIUM ?= chromium
# One more than there are cores: tests often wait for a program that they started.
PYTEST_FLAGS ?= --numprocesses $(shell expr $(JOBS) + 1) --dist loadfile
export CHROMIUM

DB := build/govreports.db
SITE := build/site
INSPECTED := build/inspect.json
STABLE := .venv
ALPHA := .venv/datasette-1.0
OCR := .venv/ocr
RUN := $(STABLE)/bin
BUNDLE := datasette_govreports/static/bundle/LICENSES.txt

.PHONY: help site load serve bundle wheel test test-ocr lint bench docs lock clean distclean programs

help: ## list the targets
	@echo 'make TARGET [VARIABLE=value]'
	@sed -n 's/^\([a-z-]*\):[^#]*## /  \1 /p' Makefile | while read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done
	@echo 'Variables: SOURCES=$(SOURCES) BASE_URL=$(BASE_URL) JOBS=$(JOBS) HOST=$(HOST) PORT=$(PORT) PYTHON=$(PYTHON) CHROMIUM=$(CHROMIUM)'

# --- results -----------------------------------------------------------------------------------------------------

# Exit code 1 of `govreports load` means that some files were quarantined and the database holds the others. Python
# also exits 1 when it crashes, so a database that was not replaced is a failure.
LOAD = $(RUN)/govreports load $(SOURCES) --db $(DB) --jobs $(JOBS)
site: load $(BUNDLE) ## install, load SOURCES into build/govreports.db, write the static site to build/site
	$(RUN)/datasette govreports build $(DB) --output $(SITE) --base-url $(BASE_URL) --jobs $(JOBS)

load: $(STABLE)/.installed ## install, then load SOURCES into build/govreports.db
	@mkdir -p build
	@touch build/.loading
	@echo '$(LOAD)'; status=0; $(LOAD) || status=$$?; \
	if [ $$status -eq 1 ] && [ $(DB) -nt build/.loading ]; then \
	    echo 'govreports load: exit code 1: some files were quarantined; table load_log of $(DB) says which and why'; \
	elif [ $$status -ne 0 ]; then \
	    echo "govreports load: exit code $$status: nothing was loaded, and $(DB) is as it was" >&2; exit $$status; \
	fi

$(DB):
	$(MAKE) load

# Row counts, taken once: Datasette then need not count on each page.
$(INSPECTED): $(DB) $(STABLE)/.installed
	$(RUN)/datasette inspect $(DB) --inspect-file $@

# Stop the server before loading again: it must not see the database change.
serve: $(DB) $(INSPECTED) $(STABLE)/.installed ## the database on Datasette, read-only, at HOST:PORT
	$(RUN)/datasette serve --immutable $(DB) --inspect-file $(INSPECTED) --metadata metadata.yml \
	    --host $(HOST) --port $(PORT) $$($(RUN)/python -m datasette_govreports.settings)

# The scripts of /sql and /search. The file that stands for all of them is written last.
bundle: $(BUNDLE) ## check and bundle the scripts of /sql and /search

$(BUNDLE): node_modules/.installed package.json $(shell find frontend -name '*.ts' -o -name '*.mjs' -o -name '*.css' -o -name tsconfig.json) \
    $(wildcard datasette_govreports/sql/search/*.sql)
	npm run --silent bundle

wheel: $(STABLE)/.installed $(BUNDLE) ## the wheel, scripts included, into dist/
	$(RUN)/python -m build --wheel --no-isolation

docs: $(STABLE)/.installed ## write the generated pages of docs/ again
	$(RUN)/python docs/generate.py

bench: $(STABLE)/.installed $(BUNDLE) ## run the benchmarks
	$(RUN)/python -m benchmarks

# --- checks ------------------------------------------------------------------------------------------------------

# The plugin serves two releases of Datasette, so the tests of all that Datasette has a hand in run on both. What our own
# templates draw is the same to the letter.
ON_BOTH = $(patsubst %,tests/plugin/test_%.py,exports guard headers metadata originals other_databases pages public_pages queries search \
    settings sql_page stock_pages)
test: programs node_modules/.installed $(BUNDLE) $(ALPHA)/.installed lint ## install what the tests need, then run them all
	$(RUN)/python -m pytest $(PYTEST_FLAGS)
	$(ALPHA)/bin/python -m pytest $(PYTEST_FLAGS) $(ON_BOTH)

# The extra is large, so these tests have an environment of their own and no other target runs them.
test-ocr: $(OCR)/.installed ## install the extra [ocr] apart, and recognise a form for real
	$(OCR)/bin/python -m pytest -m ocr tests/readers

lint: $(STABLE)/.installed ## ruff and mypy
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/mypy

programs:
	@missing=; \
	command -v $(CHROMIUM) >/dev/null || missing=chromium; \
	fc-list :lang=zh-cn family 2>/dev/null | grep -q . || missing="$$missing fonts-noto-cjk"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-writer-nogui libreoffice-calc-nogui"; \
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then \
	    echo "make test needs a browser, a Chinese font, LibreOffice and nginx: install Debian's" $$missing "or name a browser with CHROMIUM=" >&2; \
	    exit 1; \
	fi; \
	set -ex; apt-get -qq update; \
	DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $$missing

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo 'make needs Node.js 18.19 or newer with npm: install it first' >&2; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

# --- environments ------------------------------------------------------------------------------------------------

# $(1) the environment's folder, $(2) its lock file. Wheels only: a source package would run code that no hash covers.
define install-locked
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
    echo 'govreports needs Python 3.11 or newer, and $(PYTHON) is not: name another with make PYTHON=...' >&2; exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
    echo '$(PYTHON) cannot make virtual environments: install its venv module (Debian: python3-venv)' >&2; exit 1; }
$(PYTHON) -m venv --clear $(1)
$(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(2)
@touch $(1)/.locked
endef

# The others lie inside the first, which is emptied before an install: so they depend on it.
$(STABLE)/.locked: requirements/stable.txt
	$(call install-locked,$(STABLE),$<)

$(ALPHA)/.locked: requirements/alpha.txt $(STABLE)/.locked
	$(call install-locked,$(ALPHA),$<)

$(OCR)/.locked: requirements/ocr.txt $(STABLE)/.locked
	$(call install-locked,$(OCR),$<)

$(STABLE)/.installed $(ALPHA)/.installed $(OCR)/.installed: %/.installed: %/.locked pyproject.toml
	$*/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# Alpha starts from stable's versions, so the two differ by Datasette and what it brings along.
RESOLVE = $(RUN)/uv pip compile --quiet --universal --python-version 3.11 --extra parquet \
    --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' pyproject.toml
COMPILE = $(RESOLVE) --extra loaders --group dev

lock: $(STABLE)/.locked ## write the lock files again; UPGRADE=1 takes the newest releases
	$(COMPILE) $(if $(UPGRADE),--upgrade) requirements/stable.in --output-file requirements/stable.txt
	cp requirements/stable.txt requirements/alpha.txt
	$(COMPILE) requirements/alpha.in --output-file requirements/alpha.txt
	cp requirements/stable.txt requirements/ocr.txt
	$(COMPILE) --extra ocr requirements/stable.in --output-file requirements/ocr.txt
	cp requirements/stable.txt requirements/server.txt
	$(RESOLVE) requirements/stable.in --output-file requirements/server.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean: ## remove results and caches
	rm -rf build dist datasette_govreports/static/bundle .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . \( -name .venv -o -name node_modules -o -name .git \) -prune -o -name __pycache__ -exec rm -rf {} +

distclean: clean ## remove the environments as well
	rm -rf .venv node_modules
