"""The vendor's own Python SDK, unmodified, against the wallet: `make test-sdk`."""
