# Jixiao: what can be done here. Every target installs what it needs (scripts/setup.sh) and says so.
PORT ?= 8080
KINDS ?= l1 l3
FROM ?= 1
TO ?= 3
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help serve dev dist test bench fresh clean

help: ## lists the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

serve: dist ## builds the page and serves it on 127.0.0.1:8080 (PORT=… for another)
	@node scripts/serve.mjs dist $(PORT)

dev: ## serves the page and builds it anew whenever a file changes
	@scripts/setup.sh page && . .tools/env && wasm trunk serve --address 127.0.0.1 --port $(PORT)

dist: ## builds the page into dist/, with viewer.html, and prints what a first visit loads
	@scripts/check.sh page sizes

test: ## everything that continuous integration runs
	@scripts/check.sh

bench: ## speed as ratios: the pipeline natively, and from paste to cards in Chromium
	@cargo bench --locked --bench analyze
	@scripts/check.sh page && . .tools/env && node tests/e2e/bench.mjs

fresh: ## scores tables that nobody has seen, through real PDF tools (KINDS="l1 l3" FROM=1 TO=3)
	@scripts/fresh/setup.sh && cargo build --locked --bin jixiao && python3 scripts/fresh $(KINDS) $(FROM) $(TO)

clean: ## removes what was built; the tools stay in .tools
	@rm -rf target dist test-results
