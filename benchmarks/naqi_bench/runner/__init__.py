"""Running one tool over a track's tasks: in a process of its own, within limits, without a network, to a file that survives a kill."""
