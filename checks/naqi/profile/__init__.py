r"""Profiles: the furniture of a source, learned from what its documents repeat, reviewed by a person, kept as a file.

>>> from naqi import profile
>>> news = ["عاد الفريق من معسكره", "ألغيت الرحلة بسبب الضباب", "افتتح المتحف جناحا جديدا", "فاز الكتاب بجائزة", "نفدت تذاكر الحفل"]
>>> learned = profile.learn(("sada.example", f"{story} صباح أمس في ساحة المدينة.\n\nاترك تعليقاً") for story in news)
>>> [(entry.kind.value, entry.text, entry.documents, entry.accept) for entry in learned.sources["sada.example"].entries]
[('line', 'اترك تعليقاً', 5, True)]
>>> checker = profile.SourceChecker(profile=learned)
>>> [finding.rule for finding in checker.check("نعم.\n\nاترك تعليقاً", source="sada.example")]
['BP501']
"""

from naqi.profile.checking import SourceChecker
from naqi.profile.file import load, save
from naqi.profile.learning import Learner, Options, learn
from naqi.profile.model import Entry, Kind, Place, Profile, ProfileError, Source

__all__ = ["Entry", "Kind", "Learner", "Options", "Place", "Profile", "ProfileError", "Source", "SourceChecker", "learn", "load", "save"]
