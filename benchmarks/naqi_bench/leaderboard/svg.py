"""Drawing: SVG whose text is text. The program that shows it shapes Arabic and turns it right to left, and search and screen readers find it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from naqi.report.visible import visible

INK: Final = "#1f2328"
PALE: Final = "#59636e"
LINE: Final = "#d1d9e0"
_FACES: Final = "'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', 'Geeza Pro', Tahoma, 'DejaVu Sans', sans-serif"
_WIDE: Final = 0.62  # of the size of letters: what a letter may be expected to take


class Drawing:
    """Things at places, from the upper left corner, in pixels."""

    def __init__(self, title: str, description: str) -> None:
        self._title, self._description = title, description
        self._parts: list[str] = []

    def text(self, x: float, y: float, text: str, *, anchor: str = "start", size: int = 12, ink: str = INK, weight: str = "", turn: int = 0) -> None:
        """Text on a line. anchor: what of it is at x: its left end (`start`), `middle` or right end (`end`), whatever the direction of its letters."""
        rest = f' font-weight="{weight}"' if weight else ""
        rest += f' transform="rotate({turn} {_n(x)} {_n(y)})"' if turn else ""
        self._parts.append(f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{anchor}" fill="{ink}"{rest}>{escape(visible(text))}</text>')

    def arabic(self, x: float, y: float, text: str, *, size: int = 13, ink: str = INK) -> None:
        """Arabic that ends on the right at x."""
        # With this direction an anchor's start is the right end.
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" direction="rtl" text-anchor="start" xml:lang="ar" fill="{ink}">{escape(visible(text))}</text>'
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, *, ink: str = LINE, width: float = 1, dashes: str = "") -> None:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._parts.append(f'<line x1="{_n(x)}" y1="{_n(y)}" x2="{_n(to_x)}" y2="{_n(to_y)}" stroke="{ink}" stroke-width="{_n(width)}"{dashed}/>')

    def path(self, points: Sequence[tuple[float, float]], *, ink: str, width: float = 2) -> None:
        way = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._parts.append(f'<polyline points="{way}" fill="none" stroke="{ink}" stroke-width="{_n(width)}"/>')

    def dot(self, x: float, y: float, radius: float, *, fill: str, ink: str = "none", opacity: float = 1, tip: str = "") -> None:
        faint = f' fill-opacity="{_n(opacity)}"' if opacity < 1 else ""
        self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" stroke="{ink}" stroke-width="1.5"{faint}>{_tip(tip)}</circle>')

    def box(self, x: float, y: float, width: float, height: float, *, fill: str, tip: str = "") -> None:
        self._parts.append(f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}">{_tip(tip)}</rect>')

    def render(self, width: float, height: float) -> str:
        """The file."""
        size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(self._title)} font-family={quoteattr(_FACES)}>',
                f"<title>{escape(self._title)}</title>",
                f"<desc>{escape(self._description)}</desc>",
                f'<rect width="{_n(width)}" height="{_n(height)}" fill="#ffffff"/>',
                *self._parts,
                "</svg>\n",
            ]
        )


def room(texts: Sequence[str], size: int = 12) -> float:
    """What the longest of some texts may take, in pixels."""
    return max((len(text) for text in texts), default=0) * size * _WIDE


def spread(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places near the given ones, in their order, at least `least` apart and, where there is room, within [low, high]."""
    order = sorted(range(len(places)), key=places.__getitem__)
    found = [0.0] * len(places)
    at = low - least
    for number in order:
        at = max(places[number], at + least)
        found[number] = at
    # What ran over the end moves back, and pushes what stands before it.
    at = high + least
    for number in reversed(order):
        at = min(found[number], at - least)
        found[number] = at
    return found


def _tip(text: str) -> str:
    return f"<title>{escape(visible(text))}</title>" if text else ""


def _n(value: float) -> str:
    """A number without needless digits: the same data give the same bytes."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown
