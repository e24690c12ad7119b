# Everything starts here. `make help` lists the targets: the text after '##' is the help.
SHELL := /bin/bash
PYTHON := .venv/bin/python
TEST_VAR := $(CURDIR)/var/test
SETUP := python3 -m ops.setup

.DEFAULT_GOAL := help
.PHONY: help setup run demo test check lock stop clean

help: ## This list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

setup: ## Install everything the product needs (the other targets do it by themselves)
	@$(SETUP)

run: ## Start everything on this machine; Ctrl-C stops it
	@$(SETUP) && exec $(PYTHON) -m ops.run

demo: ## Show the main job on real input, in the terminal; ARGS='--cases 3 --plans DIR'
	@$(SETUP) && exec $(PYTHON) -m ops.services --app -- $(PYTHON) manage.py demo $(ARGS)

test: export PERMITS_VAR := $(TEST_VAR)
test: export PERMITS_TESTS := 1
test: ## Run all tests on real services of their own, beside a running `make run`; ARGS='tests/ops -k ports'
	@$(SETUP) --for test && exec $(PYTHON) -m ops.services -- $(PYTHON) -m pytest -n 2 $(ARGS)

check: ## Style, types, imports, migrations, templates, links, locks, procedures
	@$(SETUP) && exec $(PYTHON) -m ops.check

lock: ## Choose and lock newer versions of the dependencies
	@$(SETUP) && exec $(PYTHON) -m ops.relock

stop: ## Stop a `make run` of this checkout, and whatever an interrupted one left
	@python3 -m ops.stop

clean: ## Remove what set-up made; your data in var/ stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -f locale/*/LC_MESSAGES/*.mo
