# Everything runs in .venv, which make creates and keeps up to date itself; a second run installs nothing.
# Needs: make, and Python 3.11 or newer (PYTHON=python3.12 chooses another one).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock
VERAPDF := build/greenfield-apps-1.28.2.jar
INPUTS := pyproject.toml requirements.lock cardgen/__init__.py

.DELETE_ON_ERROR:
.PHONY: demo test verapdf bench lint style types layers content pictures lock clean

demo: $(VENV)/run.stamp  ## a finished card in out/; prints its path
	@mkdir -p $(OUT)
	@$(BIN)/cardgen card lower-back -o $(OUT)/lower-back.pdf

test: $(VENV)/test.stamp  ## every test
	$(BIN)/python -m pytest -n auto

verapdf: $(VENV)/test.stamp $(VERAPDF)  ## every kind of file, judged by veraPDF; needs Java and Maven
	rm -rf build/verapdf
	$(BIN)/python tests/pdf/outputs.py build/verapdf
	java -cp $(VERAPDF) org.verapdf.apps.GreenfieldCliWrapper --flavour ua1 --format text -v build/verapdf
	java -cp $(VERAPDF) org.verapdf.apps.GreenfieldCliWrapper --flavour 2a --format text -v build/verapdf

bench: $(VENV)/bench.stamp  ## speed, memory and size beside the peers; takes minutes, and fails if a promise is missed
	$(BIN)/python -m bench.run

lint: style types layers content  ## style, types, layers and content

style: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

content: $(VENV)/run.stamp  ## the shipped content: reading grade, reviews, sources, themes
	$(BIN)/cardgen lint --no-config

pictures: $(VENV)/run.stamp  ## the pictures in README and docs, made by the program
	$(BIN)/python docs/pictures.py

lock: $(VENV)/python.stamp  ## requirements.lock anew, from the newest versions that pyproject.toml allows
	rm -rf $(VENV)/lock && $(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	{ sed -n '/^#/p' requirements.lock; $(VENV)/lock/bin/python -m pip freeze --exclude-editable; } > $(VENV)/new.lock
	mv $(VENV)/new.lock requirements.lock
	rm -rf $(VENV)/lock

clean:  ## everything that make has made
	rm -rf $(VENV) $(OUT) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find cardgen tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VERAPDF):
	mvn --batch-mode --quiet dependency:copy -DoutputDirectory=build \
	  -Dartifact=org.verapdf.apps:$(basename $(subst apps-,apps:,$(notdir $@)))

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cardgen needs Python 3.11 or newer; try: make PYTHON=python3.11 " + "$(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp $(INPUTS)
	$(PIP) --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/python.stamp $(INPUTS)
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/bench.stamp: $(VENV)/python.stamp $(INPUTS)
	$(PIP) --editable '.[bench]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/dev.stamp: $(VENV)/python.stamp $(INPUTS)
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/run.stamp $(VENV)/test.stamp
