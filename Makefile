# Two commands: `make run` and `make test`. Both need Python 3.11+ and a package registry, no more.
PYTHON ?= python3
BIN := .venv/bin
export PYTHON

.PHONY: run test check pytest explore lint format schema contract fixtures messages bench bench-scale lock install install-dev install-bench chromium site

run: install
	@exec $(BIN)/python manage.py run

test: install-dev chromium node check pytest

check: lint
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py export_schema --check
	@echo "check --deploy, as production has it"
	@DJANGO_SETTINGS_MODULE=hub.settings.production ALLOWED_HOSTS=hub.example.com \
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

# A worker for each core, with one thread for its sums.
pytest:
	OMP_NUM_THREADS=1 $(BIN)/pytest -n auto --maxprocesses 4

# The properties again, on examples of chance: whoever finds a case that fails keeps it as a test's @example.
explore: install-dev
	HYPOTHESIS_PROFILE=explore $(BIN)/pytest -m "not browser and not encoder" -k "$(ONLY)"

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Writes frontend_contract/schema.graphql from the code.
schema: install-dev
	$(BIN)/python manage.py export_schema

# Writes what front ends build on: the schema, and what is made from it and from the operations.
contract: schema node
	cd frontend_contract && npm run generate

# Records anew what the mock answers, of a hub that runs with the demo pool: FRONTEND_URL=https://www.example.com/preview
# make run. Needed where operations ask for more than before.
fixtures: node
	cd frontend_contract && node mock/record.js $(or $(HUB),http://localhost:8000)

# After a change to hub/locale/*/LC_MESSAGES/django.po.
messages: install-dev
	$(BIN)/python hub/locale/compile.py

bench: install-bench
	$(BIN)/python -m tests.benchmarks.run $(ARGS)

# Up to a million passages: an hour, and 6 GB of memory while the largest index is made.
bench-scale: install-dev
	$(BIN)/python -m tests.benchmarks.run scale

# Newest versions that pyproject.toml allows; why so: docs/decisions/lock-file.md.
lock: install-dev
	.ci/lock

install:
	@.ci/venv requirements.txt

install-dev:
	@.ci/venv requirements-dev.txt

install-bench: install-dev
	@.ci/venv requirements-bench.txt

# The reference website, on a hub that runs: make site HUB_URL=http://localhost:8000 SITE_PORT=3000
site: node
	@cd frontend_contract/site && exec npm start --silent

# Some tests drive a real browser.
chromium:
	@.ci/chromium

# And some are written for Node.
node:
	@.ci/node
