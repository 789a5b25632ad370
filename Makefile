# Everything here makes its own environment in .venv: python3, make and a package registry are all it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEEDS ?= $(wildcard ../shared/seeds/*.txt)
GOLD ?= ../shared/eval/train_gold.json ../shared/eval/dev_gold.json
TEACHERS ?= ../shared/eval/dev_gold.json
PAPERS ?= ../shared/data/arxiv/papers.jsonl.gz
WORK := build/recognizer
FOLDS := 0 1 2 3 4
RECOGNIZERS := $(FOLDS:%=$(WORK)/fold-%-of-5.onnx)

.PHONY: help demo test check wheel bench evaluate train tables clean
.SECONDARY:

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

evaluate: $(VENV)/.made-train $(RECOGNIZERS)  ## Score the extractor by cross-validation (GOLD=...)
	$(BIN)/citegraph evaluate $(firstword $(GOLD)) --folds 5 --recognizers $(WORK) --reliability --by category
	$(BIN)/citegraph evaluate $(firstword $(GOLD)) --folds 5 --recognizers $(WORK) --by year

train: $(WORK)/all.onnx tables  ## Make the recognizer and the tables anew (hours; goes on where it was stopped)
	cp $(WORK)/all.onnx extractors/data/recognizer.onnx

tables: $(VENV)/.made-train $(RECOGNIZERS)  ## Make the tables of extractors/data anew, with recognizers that are there
	$(BIN)/python -m extractors.training $(GOLD)
	$(BIN)/python -m extractors.training $(GOLD) --recognizers $(WORK)

# Each step of the recognizer is kept in $(WORK). One core a step: -j 2 takes two.
STEP := OMP_NUM_THREADS=1 $(BIN)/python -m extractors.training.recognizer

$(WORK)/silver.json.gz: | $(VENV)/.made-train
	$(STEP) label --gold $(GOLD) --teachers $(TEACHERS) --papers $(PAPERS)

$(WORK)/begun.pt: $(WORK)/silver.json.gz
	$(STEP) begin --gold $(GOLD)

$(WORK)/fold-%-of-5.onnx: $(WORK)/begun.pt
	$(STEP) teach --gold $(GOLD) --fold $*

$(WORK)/all.onnx: $(WORK)/begun.pt
	$(STEP) teach --gold $(GOLD)

clean:  ## Remove the environment and what was built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
