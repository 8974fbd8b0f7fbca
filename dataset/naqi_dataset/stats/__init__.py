"""How varied the composed articles are, beside real news, and what the dataset is made of; written into DATASHEET.md."""
