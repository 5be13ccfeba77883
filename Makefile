# The commands of this repository; `make` lists them.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
BIN := bin
.PHONY: help run build test tests desk lighthouse lint bench generate prepare clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: $(BIN)/countersign-temporal ## try the program: http://127.0.0.1:8080, a demo group of companies, all parts on this machine
	@deploy/tools/desk
	@echo "building countersign"
	@go build -o $(BIN)/countersign ./cmd/countersign
	@$(BIN)/countersign dev

build: $(BIN)/countersign-temporal ## build the programs into bin/
	deploy/tools/desk
	go build -o $(BIN)/countersign ./cmd/countersign

# The Temporal server has a go.mod of its own; building it takes minutes the first
# time and nothing afterwards.
$(BIN)/countersign-temporal: $(shell find deploy/temporal -name '*.go' -not -name '*_test.go' -o -name go.mod -path 'deploy/temporal/*')
	@echo "building the Temporal server; the first time this takes several minutes"
	@mkdir -p $(BIN)
	@go build -C deploy/temporal -trimpath -ldflags='-s -w' -v -o ../../$(BIN)/countersign-temporal . 2>&1 | awk '{ n++; if (n % 100 == 0) print "  " n " packages" } END { print "  " n+0 " packages built" }'
	@test -x $@ && touch $@

# Everything that the tests need is installed or named; nothing is skipped silently.
prepare:
	@deploy/tools/prepare

test: prepare $(BIN)/countersign-temporal ## run all tests with a private PostgreSQL and Temporal, and walk through the pages and the desk
	deploy/tools/desk --must # says so first where it cannot be built
	rm -rf api/web/dist/app # what is in Go must also do without the desk
	go build -o $(BIN)/with ./deploy/local/with
	go build -o $(BIN)/countersign ./cmd/countersign
	COUNTERSIGN_BROWSER_PROGRAM=$(CURDIR)/$(BIN)/countersign COUNTERSIGN_AXE=$(CURDIR)/api/web COUNTERSIGN_SHOTS=$(CURDIR)/api/web/e2e-results/plain $(BIN)/with --temporal $(MAKE) --no-print-directory tests
	$(MAKE) --no-print-directory desk

# What decides and what writes is run under the race detector, and of the program what
# several ask at once; the rest would take longer than it is worth.
RACED := ./models ./models/calendar ./models/regulation ./models/message ./models/store ./policies ./activities
TESTED = $(shell go list ./... | grep -vxE "$$(go list $(RACED) | paste -sd '|')")

tests: # within bin/with, which says where PostgreSQL and Temporal are
	go test -p 2 -count=1 -shuffle=on -timeout 20m $(TESTED)
	go test -p 2 -count=1 -shuffle=on -timeout 20m -race $(RACED)
	go test -p 2 -count=1 -shuffle=on -timeout 20m -race -run Metrics ./cmd/countersign
	go test -C deploy/temporal -trimpath -p 2 -count=1 ./...

desk: prepare $(BIN)/countersign-temporal ## check, build and test the desk, and walk through it in a browser; pictures are in api/web/e2e-results
	deploy/tools/desk --must
	cd api/web && npm run check && npm test
	go build -o $(BIN)/countersign ./cmd/countersign
	go test -count=1 ./api/web
	cd api/web && COUNTERSIGN_BROWSER_PROGRAM=$(CURDIR)/$(BIN)/countersign npm run e2e

lighthouse: prepare $(BIN)/countersign-temporal ## what Lighthouse says of the inbox: accessibility 100, performance at least 90; the reports are in api/web/e2e-results
	deploy/tools/desk --must
	cd api/web/lighthouse && npm ci --no-audit --no-fund --loglevel=error
	go build -o $(BIN)/countersign ./cmd/countersign
	cd api/web && COUNTERSIGN_BROWSER_PROGRAM=$(CURDIR)/$(BIN)/countersign npm run e2e -- --config lighthouse/playwright.config.ts

lint: $(BIN)/golangci-lint $(BIN)/workflowcheck ## check format, imports, doc comments and that workflows are deterministic
	@unformatted=$$(gofmt -l activities api cmd deploy models policies workflows) && { test -z "$$unformatted" || { echo "run gofmt on:" $$unformatted; exit 1; }; }
	go vet ./...
	$(BIN)/golangci-lint run ./...
	$(BIN)/workflowcheck ./workflows/...

bench: $(BIN)/countersign-temporal ## measure speed beside the floor it stands on; the table goes to .bench/bench.txt
	go build -o $(BIN)/bench ./deploy/bench
	$(BIN)/bench

$(BIN)/golangci-lint: deploy/tools/go.mod
	go build -C deploy/tools -o ../../$(BIN)/ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(BIN)/workflowcheck: deploy/tools/go.mod
	go build -C deploy/tools -o ../../$(BIN)/ go.temporal.io/sdk/contrib/tools/workflowcheck

$(BIN)/benchstat: deploy/tools/go.mod
	go build -C deploy/tools -o ../../$(BIN)/ golang.org/x/perf/cmd/benchstat

generate: ## write again what is generated: the citations of clauses, the table of sending back, and the desk's client of the API
	go generate ./...
	go run ./cmd/countersign openapi >api/web/.openapi.json
	cd api/web && { test -e node_modules || npm ci --no-audit --no-fund; } && npm run --silent client

clean: ## remove what was built; the data of `make run` in .data stays
	rm -rf $(BIN) coverage.out
