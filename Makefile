# make run: the newsroom on this machine.   make test: every check and test, once.
SHELL := /bin/sh
PYTHON := $(shell command -v python3.11 || echo python3)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
# Three processes, each with servers of its own: many tests wait for a worker or a browser and leave their core to others.
# One where the environment names servers: those can't be shared.
SPREAD := $(if $(DATABASE_URL)$(REDIS_URL),,-n 3 --dist worksteal)
HASHED := install --quiet --no-input --require-hashes --only-binary=:all:
INSTALL := $(PIP) $(HASHED)
LOCK := $(VENV)-audit/bin/uv pip compile --quiet --generate-hashes --only-binary :all: --python-version 3.11

.PHONY: setup run test test-long reliability training check system system-long lock licences sbom audit screens bench clean
.DEFAULT_GOAL := setup

setup: $(VENV)/.for-running

run: setup
	@exec $(PY) manage.py up --sample $(ARGS)

$(VENV)/.for-running: requirements.txt .ci/bootstrap.py
	@echo "Setting up $(VENV) (a minute, once) ..."
	@$(PYTHON) .ci/bootstrap.py $(VENV)
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.for-tests: $(VENV)/.for-running tests/requirements.txt
	@$(INSTALL) -r requirements.txt -r tests/requirements.txt
	@touch $@

system:
	@.ci/system-packages

check: $(VENV)/.for-tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/djlint templates --check --lint --quiet

# makemigrations --check and check --deploy are tests: they need a database.
test: system $(VENV)/.for-tests check
	$(PY) -m pytest $(SPREAD) $(ARGS)

# torch and what else training needs, apart from everything that runs.
training: $(VENV)-training/.done

$(VENV)-training/.done: claims/extraction/training/requirements.txt .ci/bootstrap.py
	@$(PYTHON) .ci/bootstrap.py $(VENV)-training
	@$(VENV)-training/bin/python -m pip --disable-pip-version-check install --quiet --no-input -r $<
	@touch $@

system-long:
	@.ci/system-packages long

test-long: system-long $(VENV)/.for-tests $(VENV)-audit/.done training check
	$(PY) -m pytest $(SPREAD) -m "long or not long" --timeout 3600 --reliability docs/reliability.md $(ARGS)

# What may go wrong, for real and with all repetitions; the table in docs/reliability.md is what it prints.
reliability: system-long $(VENV)/.for-tests
	$(PY) -m pytest -m "fault and (long or not long)" --timeout 3600 --reliability docs/reliability.md $(ARGS)

# Pictures of every page and state, into docs/screens.
screens: system $(VENV)/.for-tests
	$(PY) -m pytest -q tests/browser/screens.py $(ARGS)

bench: $(VENV)/.for-tests
	$(PY) -m pytest -s -q --timeout 3600 -o python_files="bench_*.py" tests/bench $(ARGS)

# Wheels only, with the hash of each; then the two pages that are made of the locks.
lock: $(VENV)-audit/.done
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) tests/requirements.in -o tests/requirements.txt
	$(LOCK) tests/audit-requirements.in -o tests/audit-requirements.txt
	@$(MAKE) --no-print-directory licences sbom

# What others' programs look for weaknesses with, apart from everything that runs and tests.
$(VENV)-audit/.done: tests/audit-requirements.txt .ci/bootstrap.py
	@$(PYTHON) .ci/bootstrap.py $(VENV)-audit
	@$(VENV)-audit/bin/python -m pip --disable-pip-version-check $(HASHED) -r $<
	@touch $@

licences: $(VENV)/.for-tests
	@$(PY) .ci/supply/licences.py > $(VENV)/licences.md
	@mv $(VENV)/licences.md docs/licences.md

# The bill of materials of what runs (CycloneDX 1.6). The same files give the same bytes.
sbom: $(VENV)/.for-tests $(VENV)-audit/.done
	@PYTHONWARNINGS=ignore $(VENV)-audit/bin/cyclonedx-py requirements --pyproject pyproject.toml \
		--output-reproducible --of JSON --sv 1.6 -o $(VENV)-audit/raw.json requirements.txt
	@$(PY) .ci/supply/sbom.py < $(VENV)-audit/raw.json > $(VENV)-audit/sbom.json
	@$(VENV)-audit/bin/python .ci/supply/check_sbom.py $(VENV)-audit/sbom.json
	@mv $(VENV)-audit/sbom.json docs/sbom.json

# Needs the network for the advisories, and says so where there is none (exit 2 of the last line).
audit: $(VENV)/.for-tests $(VENV)-audit/.done
	@$(VENV)-audit/bin/bandit --quiet --recursive --configfile pyproject.toml claims newsroom manage.py .ci \
		2> $(VENV)-audit/bandit.log || { cat $(VENV)-audit/bandit.log; exit 1; }
	@echo "bandit: nothing"
	$(PY) -m pytest -q tests/house/test_supply.py tests/house/test_secrets.py tests/house/test_audit.py
	@$(PY) .ci/supply/audit.py $(VENV)-audit/bin/pip-audit requirements.txt tests/requirements.txt tests/audit-requirements.txt

# Everything that can be made again. The data in .data stays.
clean:
	rm -rf $(VENV) $(VENV)-training $(VENV)-audit .pytest_cache .mypy_cache .ruff_cache .hypothesis .shots
	find . -name __pycache__ -not -path "./.data/*" -prune -exec rm -rf {} +
