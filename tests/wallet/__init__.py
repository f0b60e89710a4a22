"""Tests of the simulated wallet."""
