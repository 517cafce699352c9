PYTHON  ?= python3
VENV    ?= .venv
EXTRAS  ?= dashboard,notebooks,discovery,calibration,search,cluster,docs,dev
WORKERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); [ "$$n" -gt 2 ] && echo "$$n" || echo 2)

BIN   := $(VENV)/bin
PIP   := $(BIN)/python -m pip --disable-pip-version-check
STAMP := $(VENV)/installed

NOTEBOOKS := $(wildcard notebooks/*.ipynb notebooks/solutions/*.ipynb)

# One BLAS thread a process: workers share the cores instead of fighting over them.
export OMP_NUM_THREADS      ?= 1
export OPENBLAS_NUM_THREADS ?= 1
export MPLBACKEND           ?= Agg

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test bench docs site install environment lint types pytest chromium notebooks lock clean

help: ## Show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18
	@echo
	@echo "  VENV=.venv-3.13 PYTHON=python3.13 makes and uses a second environment; WORKERS=4 sets the test processes."

run: install ## Set up, then simulate the Liberian baseline in 200 worlds
	$(BIN)/coalition run liberia/baseline --runs 200 --seed 1 --out out/baseline --force

# -k: a fault of style does not hide a failing test.
test: install ## Set up, then style, types, tests, doctests and notebooks: the whole truth
	@$(MAKE) --no-print-directory -k lint types pytest notebooks

bench: install ## Measure speed, growth and memory
	$(BIN)/python -m benchmarks.run

install: $(STAMP) ## Make the environment, pinned by constraints.txt; again when that or pyproject.toml changes

$(STAMP): pyproject.toml constraints.txt
	@$(MAKE) --no-print-directory environment
	@echo "Installing into $(VENV) with $$($(BIN)/python --version): a few minutes the first time."
	@# The backend first and pinned, so that the build is the tested one too.
	@$(PIP) install --quiet -c constraints.txt hatchling
	@$(PIP) install --quiet -c constraints.txt --no-build-isolation -e '.[$(EXTRAS)]'
	@touch "$@"

# An environment that was interrupted half-way, or whose interpreter is gone, is made afresh.
environment:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "$(PYTHON) was not found. Install Python 3.11 or newer, or name one: PYTHON=/path/to/python3" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "coalition-lab needs Python 3.11 or newer, and $(PYTHON) is $$("$(PYTHON)" --version 2>&1)." >&2; \
	  echo "Name a newer one, for example PYTHON=python3.13" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments: its venv or ensurepip module is missing." >&2; \
	  echo "On Debian and Ubuntu: sudo apt install python3-venv (or python3.X-venv for a python3.X beside the system's)." >&2; exit 2; }
	@"$(BIN)/python" -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear "$(VENV)"

docs: install ## Write the generated pages of docs/ afresh
	$(BIN)/python -m experiments.documentation

site: install ## Build the documentation as a site in out/site
	$(BIN)/python -m sphinx -W --keep-going -E -d out/site-trees docs out/site
	@echo "Written: out/site/index.html"

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

pytest: $(STAMP) chromium
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

chromium:
	@for name in chromium chromium-browser google-chrome-stable google-chrome; do \
	  command -v $$name >/dev/null && exit 0; done; \
	  echo "Chromium was not found: the browser tests will fail. On Debian and Ubuntu: sudo apt install chromium" >&2

notebooks: $(STAMP)
	$(if $(NOTEBOOKS),$(BIN)/python -m pytest -n $(WORKERS) --nbmake --nbmake-timeout=300 $(NOTEBOOKS))

# uv resolves once for every platform and every Python from 3.11 on; pip reads the result.
# The present pins are kept where they still fit. UPGRADE=1 takes the newest of everything.
lock: environment ## Rewrite constraints.txt from pyproject.toml (UPGRADE=1: newest versions)
	@$(PIP) install --quiet uv
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --quiet \
	  --universal --python-version 3.11 --all-extras --strip-extras --no-annotate --no-emit-index-url \
	  $(if $(UPGRADE),--upgrade) --output-file constraints.txt

clean: ## Remove environments, caches, builds and results
	rm -rf "$(VENV)" .venv .venv-* build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find sim experiments tests benchmarks docs notebooks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
