"""Ways in which encodings break Arabic text. The dataset's corruptions are made with them, and those of `naqi.testing`."""
