"""Tests of the sample's merchant server, against the simulated wallet."""
