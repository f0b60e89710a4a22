"""Tests of bridge/frames."""
