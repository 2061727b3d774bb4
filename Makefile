# make serve: the service on http://127.0.0.1:8000 · make test: all tests · make check: format, lint, types
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard app/translations/*/LC_MESSAGES/messages.po))
SHARED ?= ../shared
TOGETHER := -n auto --maxprocesses 4 --dist loadfile
ON_POSTGRESQL := tests/app tests/browser/test_submitting.py tests/browser/test_whole_way.py

.PHONY: serve test check bench bench-small candidates growth links format lock messages
.DELETE_ON_ERROR:

serve: $(VENV)/run $(CATALOGUES)
	$(BIN)/python -m indexer.warm
	$(BIN)/flask --app wsgi init
	@echo "Esimder at http://$(HOST):$(PORT)"
	@# a malformed request is logged with its words below «error», and nobody's search may be
	exec $(BIN)/gunicorn --bind $(HOST):$(PORT) --workers $(WORKERS) --threads 4 --timeout 60 \
	  --config python:app.serving --log-level error --no-control-socket wsgi:app

# What a database has a part in runs twice: on SQLite, and on PostgreSQL in a private cluster, where that is installed.
test: $(VENV)/dev $(CATALOGUES)
	$(BIN)/python -m indexer.warm
	$(BIN)/pytest $(TOGETHER)
	@if ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1; then \
	  echo "The tests that a database has a part in, once more on PostgreSQL:"; \
	  TESTED_ON=postgresql $(BIN)/pytest $(TOGETHER) $(ON_POSTGRESQL); \
	else echo "PostgreSQL is not installed: its run of the tests was skipped."; fi

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# What the service does at 31,000, 310,000 and 3,100,000 records, beside other tools: data/var/bench/; most of an hour.
bench: $(VENV)/dev $(CATALOGUES)
	$(BIN)/python -m tests.bench.run --list $(SHARED)/data/eval/records.csv

bench-small: $(VENV)/dev $(CATALOGUES)
	$(BIN)/python -m tests.bench.run --list $(SHARED)/data/eval/records.csv --records 31000

# Whether the right record stays among the candidates of millions, on the question sets of SHARED; some minutes.
candidates: $(VENV)/dev
	$(BIN)/python -m tests.bench.candidates $(SHARED)/data/eval

# What looking for pairs costs from 10,000 to a million people; half an hour.
growth: $(VENV)/dev
	$(BIN)/python -m tests.bench.growth $(SHARED)/data/eval

# How well records of one person, and kin, are told, on the lists of SHARED, with Splink on the same pairs; some minutes.
links: $(VENV)/bench
	$(BIN)/flask --app wsgi evaluate-links $(SHARED)/data

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

$(VENV)/bench: requirements-bench.txt $(VENV)/run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	touch $@

%.mo: %.po $(VENV)/run
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Gather the messages of code and templates into the catalogues; then fill in what is new by hand.
messages: $(VENV)/run
	$(BIN)/pybabel --quiet extract -F babel.cfg -k N_ --omit-header --no-location --sort-output -o app/translations/messages.pot .
	for po in app/translations/*/LC_MESSAGES/messages.po; do \
	  $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --width 120 -i app/translations/messages.pot -o $$po -l $$(basename $$(dirname $$(dirname $$po))); \
	  sed -i -E '/^"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):/d' $$po; done

# Pin all requirements anew, with hashes.
lock: $(VENV)/run
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-bench.in -o requirements-bench.txt
