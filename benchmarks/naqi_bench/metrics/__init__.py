"""What is measured, one file a family: each formula with its source. Strings and spans only; whence they come is for `tracks`."""
