"""What the benchmark asks of a tool: tracks, their tasks, and what a right answer is."""
