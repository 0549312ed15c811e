# Only Go and make are needed, except where a target's line says otherwise.
# `make help` lists the targets.

VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
FUZZTIME ?= 30s
# More flags for `go test`, such as TESTFLAGS='-v -run Golden'.
TESTFLAGS ?=
# Flags of bench-wasm, such as BENCHFLAGS='-rounds 51'.
BENCHFLAGS ?=
# Flags of chaos, such as CHAOSFLAGS='-runs 2000 -kills 10 -seed 7'.
CHAOSFLAGS ?=

GOLANGCI_VERSION := v2.15.0
GOVULN_VERSION   := v1.9.0
# What the image is built with; the Dockerfile names it too.
RELEASE_GO       := go1.26.11
HELM_VERSION     := v3.22.0
BOM_VERSION      := v1.10.0

CACHE    := $(CURDIR)/.cache
GOLANGCI := $(CACHE)/golangci-lint-$(GOLANGCI_VERSION)/golangci-lint
HELM     := $(CACHE)/helm-$(HELM_VERSION)/helm
BOM      := $(CACHE)/cyclonedx-gomod-$(BOM_VERSION)/cyclonedx-gomod
# What builds images: docker, podman or buildah.
ENGINE   ?= docker
EPOCH     = $(shell git log -1 --format=%ct)

# Static everywhere, and no C compiler asked for. Only the race detector needs cgo.
export CGO_ENABLED ?= 0

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Without -trimpath, which a release needs, so that it shares the cache of `go test`.
.PHONY: build
build: ## Build bin/dray, static
	go build -ldflags '-s -w -X main.version=$(VERSION)' -o bin/dray ./cmd/dray

# Not optimised, without what debuggers read (which the linker would drop), and without
# metrics, traces, play and test, for on a fresh machine the compiler takes most of the time.
.PHONY: demo
demo: ## See the whole of it at work in this one terminal
	go build -tags lean,nethttpomithttp2 -gcflags 'all=-N -l -dwarf=false' -ldflags '-s -w -X main.version=$(VERSION)' -o bin/dray-demo ./cmd/dray
	bin/dray-demo demo

.PHONY: wasm
wasm: wasm-typed-parameters wasm-json-patch ## Build all modules, one: wasm-NAME (needs clang, lld, rustc for wasm32, npm)
	sdk/guest/build-committed.sh

# Needs what the example's language does, for one in Go nothing but Go.
wasm-%:
	@mkdir -p bin/wasm
	sdk/guest/build.sh wasm-examples/$* bin/wasm/$*.wasm

.PHONY: wasm-check
wasm-check: ## Build the committed ones aside, and compare the bytes
	sdk/guest/build-committed.sh --check
	plugins/wasm/testdata/build.sh --check
	plugins/wasm/testdata/build.sh --check tests/bench/wasm/guests/c

.PHONY: schema
schema: ## Make the JSON Schema of the config file anew
	go test -count=1 -run UpToDate ./tests/schema -update

.PHONY: test
test: ## Run the tests that need nothing but Go
	go test $(TESTFLAGS) ./...

.PHONY: test-race
test-race: ## Run them under the race detector (needs a C compiler)
	CGO_ENABLED=1 go test -race $(TESTFLAGS) ./...

.PHONY: test-kafka
test-kafka: build ## Run the suite against real Kafka (needs Java 17, Maven and kcat, or KAFKA_BROKERS)
	DRAY_TEST_KAFKA=1 go test -count=1 -timeout 15m $(TESTFLAGS) ./tests/kafka/... ./tests/e2e/...

.PHONY: test-guests
test-guests: ## Begin a module in each language, build and test it (needs clang, lld, rustc for wasm32, npm)
	DRAY_TEST_GUESTS=1 go test -count=1 $(TESTFLAGS) ./tests/scaffold/...

.PHONY: kafka
kafka: ## Keep a real Kafka running, and print how dray gets to it
	go run ./tests/kafka/up

.PHONY: bench
bench: ## Run the benchmarks
	go test -run '^$$' -bench . -benchmem $(TESTFLAGS) ./...

.PHONY: test-peers
test-peers: ## Run http-wasm-host-go's own guests, and what bench-wasm asserts
	cd tests/bench/wasm && go vet ./... && go test -count=1 $(TESTFLAGS) ./...

# A module of its own, so that its peers are nobody else's dependencies.
.PHONY: bench-wasm
bench-wasm: ## Measure WebAssembly modules beside Go, http-wasm-host-go and Extism
	cd tests/bench/wasm && go test -count=1 $(TESTFLAGS) ./... && go run . $(BENCHFLAGS)

# A module of its own, as bench-wasm is.
.PHONY: chaos
chaos: build ## Kill, freeze and cut off replicas on real brokers, and judge each run (needs Java 17 and Maven)
	cd tests/chaos && go vet ./... && go test -count=1 $(TESTFLAGS) ./... && go run . $(CHAOSFLAGS)

.PHONY: image
image: ## Build the container image dray:VERSION (needs docker, or ENGINE=podman or buildah)
	$(ENGINE) build --tag dray:$(VERSION) --build-arg VERSION=$(VERSION) --build-arg REVISION=$(shell git rev-parse HEAD) \
		--build-arg SOURCE_DATE_EPOCH=$(EPOCH) --build-arg CREATED=$(shell TZ=UTC0 git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd) .

.PHONY: image-check
image-check: $(HELM) $(BOM) ## Build the image twice for each architecture, and test it (needs root, buildah, busybox-static)
	.ci/image $(BOM) $(HELM)

.PHONY: chart-check
chart-check: $(HELM) ## Test the chart against Kubernetes' types, and the compose file
	cd tests/deploy && go vet ./... && HELM=$(HELM) go test -count=1 $(TESTFLAGS) ./...

# A module of its own, so that Prometheus is nobody else's dependency.
.PHONY: alerts-check
alerts-check: ## Have Prometheus read dashboard and alert rules, and try the rules
	cd tests/alerts && go vet ./... && go test -count=1 $(TESTFLAGS) ./...

.PHONY: fuzz
fuzz: ## Run every fuzz target for FUZZTIME each (30s)
	bash .ci/fuzz $(FUZZTIME)

.PHONY: fmt
fmt: $(GOLANGCI) ## Format the sources and sort their imports
	$(GOLANGCI) fmt ./...

.PHONY: lint
lint: $(GOLANGCI) ## Run golangci-lint and the rules of this house
	go vet ./...
	$(GOLANGCI) run ./...
	bash .ci/house-rules

.PHONY: vuln
vuln: ## Look for known vulnerabilities in what is called
	.ci/vuln $(GOVULN_VERSION) $(RELEASE_GO)

.PHONY: ci
ci: ## Run all that CI runs
	bash .ci/run

.PHONY: clean
clean: ## Remove what the targets have made
	rm -rf bin .cache

$(GOLANGCI):
	GOBIN=$(@D) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)

$(HELM):
	GOBIN=$(@D) go install helm.sh/helm/v3/cmd/helm@$(HELM_VERSION)

$(BOM):
	GOBIN=$(@D) go install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(BOM_VERSION)
