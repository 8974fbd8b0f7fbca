"""How right the rules are: on real texts whose leaks were labelled by reading, and on real texts that pass for clean."""
