"""How naqi's own code was tested besides its tests: fuzzing and mutation, run from `tests/`, their results, and what documents say of them."""
