"""Which tools keep the contract of cleaners and extractors: run under watch, and published with what breaks it."""
