"""What the results say, for readers: benchmarks/README.md, the short table of the project's README, plots, a page to explore, and floors."""
