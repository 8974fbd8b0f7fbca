r"""Mend what rules find: edits that can be replayed and undone.

>>> from naqi import fixing
>>> text = "انتهت المباراة بالتعادل.\n\nاترك تعليقاً"
>>> fixed = fixing.Fixer().fix(text)
>>> fixed.text
'انتهت المباراة بالتعادل.'
>>> fixing.apply(text, fixed.edits) == fixed.text
True
>>> fixing.undo(fixed.text, fixed.edits) == text
True
"""

from naqi.fixing.edits import Edit, EditError, apply, undo
from naqi.fixing.engine import Fixed, Fixer, fix_of

__all__ = ["Edit", "EditError", "Fixed", "Fixer", "apply", "fix_of", "undo"]
