# Everything a person types here. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: $(INSTALLED) ## make the environment in .venv, exactly as locked; needs no compiler

$(INSTALLED): requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip install --quiet --no-deps --require-hashes -r requirements.txt -r requirements-dev.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: demo
demo: install ## the main job on embedded parts, then Airflow's UI; ONCE=1 ends by itself
	$(BIN)/python -m dev.demo $(if $(ONCE),--once)

# These start whole schedulers and workers and watch the clock: they need a machine of their own.
AIRFLOW_TESTS := $(addprefix tests/e2e/test_,scheduler.py celery.py page.py roles.py)

.PHONY: test
test: install ## the tests; as root on Debian it installs the servers that they use
	dev/servers/install.sh
	$(BIN)/pytest -n 3 --dist loadfile tests $(addprefix --ignore=,$(AIRFLOW_TESTS))

.PHONY: test-airflow
test-airflow: install ## back-fills, alerts, approval under a real scheduler; two Celery workers; the page in a browser, and role by role
	dev/servers/install.sh
	$(BIN)/pytest $(AIRFLOW_TESTS)

.PHONY: test-unit
test-unit: install ## tests that need neither network nor database
	$(BIN)/pytest tests/unit tests/property tests/golden

.PHONY: lint
lint: install ## style, types, layers, SQL, sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy plugins/hiperus
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --dialect postgres include/sql/common include/sql/postgres
	$(BIN)/sqlfluff lint --dialect mysql include/sql/common include/sql/mysql

.PHONY: audit
audit: install ## known vulnerabilities in the lock; says so where no service can be asked
	$(BIN)/python -m dev.audit

.PHONY: bench
bench: install ## measure; writes build/bench.json
	dev/servers/install.sh
	$(BIN)/python -m dev.bench

.PHONY: chaos
chaos: install ## provoke faults, prove that nothing is lost or doubled; writes build/chaos.json
	dev/servers/install.sh
	$(BIN)/python -m dev.chaos $(if $(SEED),--seed $(SEED))

.PHONY: fuzz
fuzz: install ## look for answers that break the decoder, SECONDS (60) each TARGET
	mkdir -p build/fuzz
	for target in $(or $(TARGET),answers calls); do \
		$(BIN)/python -m dev.fuzz $$target tests/fixtures/fuzz/$$target -max_total_time=$(or $(SECONDS),60) \
			-max_len=8000 -timeout=20 -artifact_prefix=build/fuzz/$$target- || exit 1; \
	done

.PHONY: lock
lock: install ## resolve requirements*.in anew into requirements*.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--override overrides.txt --custom-compile-command 'make lock' requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command 'make lock' requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command 'make lock' requirements-ldap.in -o requirements-ldap.txt
	include/setup/head-of-lock.sh

.PHONY: docs
docs: install ## write docs/dags.md anew from the DAGs
	$(BIN)/python -m dev.docs

.PHONY: clean
clean: ## remove what running left behind
	rm -rf .airflow build .pytest_cache .mypy_cache .ruff_cache .hypothesis
