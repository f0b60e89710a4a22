"""JavaScript unit tests of mini-programs: Jest's language, run in the engine."""
