# make run: the newsroom on this machine.   make test: every check and test, once.
SHELL := /bin/sh
PYTHON := $(shell command -v python3.11 || echo python3)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
# Two processes, each with servers of its own, unless the environment names servers: those can't be shared.
SPREAD := $(if $(DATABASE_URL)$(REDIS_URL),,-n 2 --dist worksteal)
INSTALL := $(PIP) install --quiet --no-input --require-hashes --only-binary=:all:

.PHONY: setup run test test-long training check system lock bench clean
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

test-long: system $(VENV)/.for-tests training check
	$(PY) -m pytest $(SPREAD) -m "long or not long" --timeout 3600 $(ARGS)

bench: $(VENV)/.for-tests
	$(PY) -m pytest -s -q --timeout 3600 -o python_files="bench_*.py" tests/bench $(ARGS)

lock: setup
	@$(PIP) install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	$(VENV)/bin/uv pip compile --quiet --generate-hashes --python-version 3.11 tests/requirements.in -o tests/requirements.txt

# Everything that can be made again. The data in .data stays.
clean:
	rm -rf $(VENV) $(VENV)-training .pytest_cache .mypy_cache .ruff_cache .hypothesis .shots
	find . -name __pycache__ -not -path "./.data/*" -prune -exec rm -rf {} +
