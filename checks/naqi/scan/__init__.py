"""One pass over a text: fold it, find where cues hit, ask conditions about the place. No rule is known here."""
