# Each target is one command of bootstrap.py, which prepares what it needs; on Windows: py bootstrap.py run
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: run test torture check screenshots bench frozen lock system clean help

run test torture check screenshots bench frozen lock system clean help:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
