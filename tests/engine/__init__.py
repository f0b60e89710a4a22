"""Tests of the JavaScript engine and its shims."""
