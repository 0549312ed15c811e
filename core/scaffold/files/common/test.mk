# What dray would send for event.json, step by step. No setting of this machine's counts.
EXPLAIN = env -i PATH="$$PATH" $(DRAY) explain --config /dev/null --mapping mapping.json --transforms . --output json event.json

.PHONY: test
test: build ## Compare it with want.json
	$(EXPLAIN) | diff want.json -
	@echo "ok: $(NAME).wasm does what want.json says"

.PHONY: want
want: build ## Write want.json anew, after a change that is meant
	$(EXPLAIN) >want.json
