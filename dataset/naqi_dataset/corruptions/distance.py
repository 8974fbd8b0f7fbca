"""Edit distance between texts, in code points."""

from __future__ import annotations


def distance(left: str, right: str) -> int:
    """Levenshtein distance: the fewest insertions, deletions and substitutions of code points that make `right` of `left`.

    Source: Myers (1999), "A fast bit-vector algorithm for approximate string matching", in the form of Hyyrö (2003) for whole strings: one
    column of the table is two integers of `len(left)` bits, so the time is `len(right)` steps.
    """
    if not left or not right:
        return len(left) + len(right)
    places: dict[str, int] = {}
    for at, character in enumerate(left):
        places[character] = places.get(character, 0) | 1 << at
    every = (1 << len(left)) - 1
    last = 1 << (len(left) - 1)
    up, down, score = every, 0, len(left)
    for character in right:
        equal = places.get(character, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        more = down | (~(horizontal | up) & every)
        less = up & horizontal
        if more & last:
            score += 1
        elif less & last:
            score -= 1
        more = (more << 1 | 1) & every
        less = less << 1 & every
        up = less | (~(vertical | more) & every)
        down = more & vertical
    return score


def altered_share(clean: str, corrupted: str) -> float:
    """Share of characters that a corruption altered: edit distance over the longer length. Between 0 and 1, rounded to 4 places."""
    return round(distance(clean, corrupted) / max(len(clean), len(corrupted), 1), 4)
