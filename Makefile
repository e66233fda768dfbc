# The hub's dashboard. `make run` and `make test` need Python 3.11 and nothing else.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
WAREHOUSE := data/warehouse.db

.PHONY: run test faults attack crossed check bench look clean
.DELETE_ON_ERROR:

run: $(VENV)/ready $(if $(HUB_DATABASE_URL),,$(WAREHOUSE)) ## serve the dashboard on http://127.0.0.1:8050
	@$(BIN)/python app.py

test: $(VENV)/ready-dev browser ## run every test, and a sample of the longest walks
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

faults: $(VENV)/ready-dev browser ## walk all the way, then kill, cut off and starve loads in every way
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m exhaustive
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --hypothesis-profile=full tests/generative tests/unit
	$(BIN)/python -m tests.faults

attack: $(VENV)/ready-dev ## try to find what is hidden of children, by every role and on thinned hubs
	$(BIN)/python -m pytest -n 2 --dist loadfile -m exhaustive tests/functional/test_attack.py
	$(BIN)/python -m tests.attack 10

crossed: $(VENV)/ready-dev ## send the workbook to fill in through the spreadsheet programs that are here
	$(BIN)/python -m tests.crossed

look: $(VENV)/ready-dev browser ## take pictures of every page at three widths, to look at
	$(BIN)/python -m pytest -m exhaustive tests/browser/test_pictures.py

check: $(VENV)/ready-dev ## lint, format, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: $(VENV)/ready-dev ## measure: every figure is a ratio within one run
	$(BIN)/python -m bench

$(VENV)/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Made once, for the day on which it first runs; a hub's own warehouse in this place is left alone.
# The sample holds broken returns on purpose, so the load's exit status 1 is as it should be.
$(WAREHOUSE): | $(VENV)/ready
	@$(BIN)/python -m etl sample data/sample
	@rm -f data/warehouse.new.db*
	@$(BIN)/python -m etl load --backfill data/sample --db data/warehouse.new.db >data/sample/load.txt || [ $$? -eq 1 ]
	@$(BIN)/python -m dashboard journal enter data/sample/sample.toml --db data/warehouse.new.db >/dev/null
	@mv data/warehouse.new.db $@
	@echo "The sample hub is loaded; what was wrong with its broken returns is in data/sample/load.txt."

.PHONY: browser
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo "The browser tests need Chromium: install it (apt-get install chromium) and run make test again." >&2; \
	    exit 1; \
	  fi; }

clean: ## remove the environment; data stays
	rm -rf $(VENV)
