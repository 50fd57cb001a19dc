# Only wraps pipeline/bootstrap.py, which also runs where there is no make:
#   python3 -m pipeline.bootstrap run
PYTHON ?= python3
GO = $(PYTHON) -m pipeline.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run test test-all serve setup format clean

run:  ## Set up everything and rehearse the whole SOP (build/site, build/paket, build/gladi)
	@$(GO) run

test:  ## Set up everything and run every check: format, lint, types, tests
	@$(GO) test

test-all:  ## The same, with the slow tests
	@$(GO) test-all

serve:  ## Preview the page while writing, with live reload
	@$(GO) serve

setup:  ## Only install: afterwards .venv/bin/redaksi works
	@$(GO) setup

format:  ## Tidy the code
	@$(GO) format

clean:  ## Delete what can be made again
	@git clean -qfdX build && echo "build/ is empty"

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
