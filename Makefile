# Two targets carry the README: `make site` and `make test`. All else is for those who change the project.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help site test bundle check docs docs-check pictures accessibility bench lock clean

site: $(READY) bundle  ## From a bare checkout to a built public/
	$(BIN)/aqbgraph build examples/agreements examples/reported -o public

# What has servers and browsers of its own keeps time, and so has the machine for itself.
SERVERS := tests/browser tests/hosting tests/service tests/stores

test: $(READY) bundle  ## All tests, most on all cores; browser tests only where a Chromium is
	$(BIN)/pytest $(SERVERS:%=--ignore=%) --numprocesses=auto --dist=loadfile
	$(BIN)/pytest $(SERVERS)

bundle: $(READY)  ## Style sheet and scripts of the pages, from npm packages; only where they changed
	@$(BIN)/python hatch_build.py

check: $(READY) docs-check  ## Style, types, layers, documentation
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

docs: $(READY)  ## Writes the generated pages of docs/ anew
	$(BIN)/python docs/generate.py

docs-check: $(READY)
	$(BIN)/python docs/generate.py --check

pictures: $(READY)  ## Pictures of the site for the README; needs Chromium
	$(BIN)/python docs/pictures.py

accessibility: $(READY)  ## Looks for barriers with axe, and records it for the accessibility statement; needs Chromium
	$(BIN)/python docs/accessibility.py

bench: $(READY)  ## What the claims about speed rest on: make bench ONLY="turtle parsing" OPTIONS="--rounds 5"
	$(BIN)/python benchmarks/run.py $(if $(ONLY),--only $(ONLY)) $(OPTIONS)

lock: $(READY)  ## Newest versions that pyproject.toml allows, with their hashes
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --all-extras --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" -o constraints.txt pyproject.toml

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python lacks its venv module. On Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python hatch_build.py
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

help:  ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile

clean:  ## What can be made anew
	rm -rf public dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
