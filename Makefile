# A newcomer's two commands: `make run` and `make test`. Both need Python >= 3.11 and make, no more.
# A stamp in .venv remembers what is installed, so that a second run starts at once.

VENV  := .venv
BIN   := $(VENV)/bin
PIP   := $(BIN)/python -m pip --quiet --disable-pip-version-check

# 3.12 and 3.11 come first: only for them PostgreSQL for the tests exists as a wheel.
PYTHONS := python3.12 python3.11 python3.13 python3.14 python3 python
RECENT  := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

COMPILE := CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	--strip-extras --allow-unsafe

.PHONY: run setup trainer model test clean requirements

run: setup  ## the bot in its sandbox, with a page to chat on; PORT=9000 make run moves it
	@exec $(BIN)/python -m bot sandbox

setup: $(VENV)/.runtime  ## only .venv with what the bot needs

trainer: $(VENV)/.trainer  ## what `python -m bot train` needs beside

model: $(VENV)/.trainer  ## makes the shipped model anew, from bot/understanding/data/messages
	$(BIN)/python -m bot train --out bot/understanding/data/model.bin \
	  --dev tests/understanding/data/dev.jsonl
	$(BIN)/python -m bot.understanding.training.counts

test: $(VENV)/.tests  ## lint, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

clean:  ## forgets what was said in the sandbox, and all that was installed; an office's own data stays
	rm -rf $(VENV) data/sandbox .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

requirements: $(VENV)/.tests  ## pins anew what the .in files ask for; run it under Python 3.11
	$(PIP) install pip-tools
	$(COMPILE) --output-file requirements.txt requirements.in
	$(COMPILE) --output-file requirements-train.txt requirements-train.in
	$(COMPILE) --output-file requirements-dev.txt requirements-dev.in

$(VENV)/.runtime: requirements.txt | $(VENV)/.made
	$(PIP) install --requirement requirements.txt
	@touch $@

$(VENV)/.trainer: requirements-train.txt $(VENV)/.runtime
	$(PIP) install --requirement requirements-train.txt
	@touch $@

$(VENV)/.tests: requirements-dev.txt $(VENV)/.runtime
	$(PIP) install --requirement requirements-dev.txt
	@touch $@

$(VENV)/.made:
	@for python in $(PYTHONS); do \
	  if $$python -c '$(RECENT)' 2>/dev/null; then \
	    echo "Making $(VENV) with $$($$python --version)"; \
	    $$python -m venv --clear $(VENV) && touch $@; exit $$?; \
	  fi; \
	done; \
	echo "This needs Python 3.11 or newer with its venv module (Debian, Ubuntu: apt install python3-venv)." >&2; \
	echo "ต้องใช้ Python 3.11 ขึ้นไป พร้อมโมดูล venv" >&2; \
	exit 2
