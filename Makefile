# Two commands: `make run` sets up and runs the main job, `make test` sets up and runs the tests. Both set up once.
PYTHON ?= python3
BIN := .venv/bin
CONSTRAINTS := $(wildcard constraints/*.txt)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check build bench node fuzz mutation properties million cluster thorough clean

ifdef IN
# `make run IN=path` ends with the gate's own exit code. GNU make turns every failure into 2, but for question mode (-q), which ends
# with 1. So: the gate runs while make remakes an included file, make restarts itself, and by then the verdict is known.
ifndef MAKE_RESTARTS
$(shell rm -f .venv/verdict.mk)
endif
include .venv/verdict.mk
.venv/verdict.mk: .venv/run.stamp
	@$(BIN)/naqi check "$(IN)"; echo "VERDICT := $$?" > $@
ifeq ($(VERDICT),1)
MAKEFLAGS += -q
endif
run:
	@exit $(VERDICT)
else
run: .venv/run.stamp
	@$(BIN)/naqi-dataset demo
endif

test: .venv/test.stamp
	@$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_FLAGS)

# What must hold besides the tests.
check: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

build: .venv/test.stamp
	$(BIN)/naqi-dataset build
	$(BIN)/naqi-dataset stats
	$(BIN)/naqi-dataset picture

# Every tool that is installed, on all that it may be scored on. A run that was interrupted is taken up where it ended.
bench: .venv/tools.stamp $(if $(shell command -v npm),node)
	$(BIN)/naqi-bench run --jobs $(or $(JOBS),1)
	$(BIN)/naqi-bench cost --jobs $(or $(JOBS),1)
	$(if $(NAQI_REAL_DATA),$(BIN)/naqi-bench against-real --jobs $(or $(JOBS),1))
	$(BIN)/naqi-bench with-fix
	$(BIN)/naqi-bench leaderboard

# Tools under test that are written in JavaScript.
NODE_TOOLS := benchmarks/envs/node
node: $(NODE_TOOLS)/node_modules/.package-lock.json
$(NODE_TOOLS)/node_modules/.package-lock.json: $(NODE_TOOLS)/package.json $(NODE_TOOLS)/package-lock.json
	@command -v npm > /dev/null || { echo "npm is not here: apt-get install -y --no-install-recommends nodejs npm"; exit 2; }
	@echo "setting up $(NODE_TOOLS) (once)"
	@cd $(NODE_TOOLS) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# Fuzzing of the scanner and the readers, guided by coverage; SECONDS are of all targets together.
fuzz: .venv/thorough.stamp
	$(BIN)/python tests/fuzz --seconds $(or $(SECONDS),600)
	$(BIN)/naqi-bench assurance

# Mutants of rules, engine and metrics, a seeded sample of MUTANTS a module (0: all), each against the tests named for it in pyproject.toml.
mutation: .venv/thorough.stamp
	$(BIN)/python tests/mutation --mutants $(or $(MUTANTS),12)
	$(BIN)/naqi-bench assurance

# Parts of the thorough tests by themselves: properties (PROPERTIES=test_fixing_properties.py for one file of them), a million documents, a cluster of Spark.
properties million cluster: export NAQI_HYPOTHESIS_PROFILE := thorough
properties: .venv/test.stamp
	$(BIN)/python -m pytest -n auto --dist loadfile tests/properties/$(PROPERTIES)
million: .venv/test.stamp
	$(BIN)/python -m pytest -rP tests/naqi/test_million_documents.py
cluster: .venv/test.stamp
	NAQI_REQUIRE=java $(BIN)/python -m pytest tests/naqi/expectations/test_spark_cluster.py tests/naqi/expectations/test_expectations_spark.py

# All that is too slow for each change: every property with 5,000 examples, a million documents, clusters, then mutation and fuzzing.
thorough: .venv/test.stamp
	NAQI_HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n auto --dist loadfile
	$(MAKE) mutation fuzz

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "naqi needs Python 3.11 or newer: make PYTHON=python3.11 ..."; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "no venv module: apt-get install python3-venv"; rm -rf .venv; exit 2; }

.venv/run.stamp: pyproject.toml hatch_build.py $(CONSTRAINTS) | .venv/bin/python
	@echo "setting up .venv (once)"
	@$(PIP) install -c constraints/ci.txt -e .
	@touch $@

.venv/test.stamp: pyproject.toml hatch_build.py $(CONSTRAINTS) | .venv/bin/python
	@echo "setting up .venv for tests (once)"
	@$(PIP) install -c constraints/ci.txt -e '.[bench,corpus,dataset,dev,gx,spark,testing]'
	@touch .venv/run.stamp $@

.venv/thorough.stamp: .venv/test.stamp
	@echo "setting up .venv for fuzzing and mutation (once)"
	@$(PIP) install -c constraints/ci.txt -e '.[fuzz,mutation]'
	@touch $@

# The tools under test. Before 23.3, pip trips over an extra of lxml that two of them spell differently. camel-tools declares more than is used of it.
.venv/tools.stamp: .venv/test.stamp benchmarks/envs/camel-tools.lock
	@echo "setting up .venv with the tools under test (once)"
	@$(PIP) install 'pip>=23.3'
	@$(PIP) install -c constraints/ci.txt -c constraints/tools.txt -e '.[tools]'
	@$(PIP) install --no-deps -r benchmarks/envs/camel-tools.lock
	@touch $@

clean:
	rm -rf .venv dist build $(NODE_TOOLS)/node_modules
