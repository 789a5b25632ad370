# Everything here makes its own environment in .venv: python3, make and a package registry are all it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEEDS ?= $(wildcard ../shared/seeds/*.txt)
GOLD ?= ../shared/eval/train_gold.json

.PHONY: help demo test check wheel bench train clean

help:  ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# One stamp a set of extras, so that a second run of a command installs nothing.
$(VENV)/.made-%: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.$(if $(filter run,$*),,[$*])'
	@touch $@

demo: $(VENV)/.made-run  ## Build a graph from the shipped sample, ask who uses ImageNet, write page.html
	$(BIN)/citegraph demo

test: $(VENV)/.made-test  ## Run the tests
	$(BIN)/python -m pytest tests

check: $(VENV)/.made-test $(VENV)/.made-check  ## Lint, types and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(VENV)/.made-check  ## Build the wheel, look into it, and try it with the source tree away
	rm -rf dist
	$(BIN)/python -m build --quiet --wheel
	$(BIN)/check-wheel-contents dist
	tests/wheel.sh dist/*.whl

bench: $(VENV)/.made-test  ## Measure speed; every figure stands beside another of the same run
	$(BIN)/python -m tests.benchmarks

train: $(VENV)/.made-train  ## Make extractors/data anew from annotated papers (GOLD=...)
	$(BIN)/python -m extractors.training $(GOLD)

clean:  ## Remove the environment and what was built
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
