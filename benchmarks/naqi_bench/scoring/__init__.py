"""From records of a run, or a file of anyone's texts, to scores of pages, sites and classes, and to the result file."""
