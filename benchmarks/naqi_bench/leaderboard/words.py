"""Names that readers see: of tracks, metrics and settings in English, and of what the page and the plots show in Arabic too."""

from __future__ import annotations

from typing import Final

from naqi_bench.leaderboard.boards import OUTSIDE, WITH_NAQI
from naqi_bench.tools.model import Standing
from naqi_bench.tracks.model import Track

# English, Arabic.
Both = tuple[str, str]

TRACKS: Final[dict[Track, Both]] = {
    Track.EXTRACT: ("page → text", "من الصفحة إلى النص"),
    Track.SCRUB: ("scrape → text", "من الكشط إلى النص"),
    Track.REPAIR: ("broken encoding → text", "من الترميز المعطوب إلى النص"),
}
STANDINGS: Final[dict[Standing, Both]] = {
    Standing.OUTSIDE: ("outside tool", "أداة مستقلة"),
    Standing.NAQI: ("by the dataset's authors", "من أصحاب مجموعة البيانات"),
    Standing.CONTROL: ("control or ceiling", "ضابط أو سقف"),
}
SCOPES: Final[dict[str, Both]] = {
    OUTSIDE: ("outside tools, all sites", "الأدوات المستقلة، كل المواقع"),
    WITH_NAQI: ("with naqi, on the sites that it may be scored on", "مع نقي، في المواقع التي يصح تقييمه عليها"),
}
METRICS: Final[dict[str, Both]] = {
    "character_f1": ("character F1", "F1 بالأحرف"),
    "leak_rate": ("leak", "التسرب"),
    "body_loss": ("loss", "الفقد"),
    "perfect": ("perfect", "بلا خطأ"),
    "token_f1": ("token F1", "F1 بالكلمات"),
    "shingle_f1": ("shingle F1", "F1 بالرباعيات"),
    "fidelity_gap": ("gap", "الفجوة"),
    "exact": ("exact", "مطابق"),
    "cer_before": ("CER before", "نسبة الخطأ قبل"),
    "cer_after": ("CER after", "نسبة الخطأ بعد"),
    "harm": ("harm", "الضرر"),
}
# What a table shows, the primary metric first.
COLUMNS: Final[dict[Track, tuple[str, ...]]] = {
    Track.EXTRACT: ("character_f1", "leak_rate", "body_loss", "perfect", "token_f1", "shingle_f1", "fidelity_gap"),
    Track.SCRUB: ("character_f1", "leak_rate", "body_loss", "perfect", "token_f1", "shingle_f1", "fidelity_gap"),
    Track.REPAIR: ("exact", "cer_before", "cer_after", "harm"),
}
# Metrics of which less is better.
LESS_IS_BETTER: Final = frozenset({"leak_rate", "body_loss", "fidelity_gap", "cer_before", "cer_after", "harm"})
EVIDENCE: Final[dict[str, Both]] = {
    "wording": ("wording", "اللفظ"),
    "position": ("position", "الموضع"),
    "source": ("source", "المصدر"),
    "reading": ("reading", "القراءة"),
    "layout": ("layout", "التنسيق"),
}
CLASSES: Final[dict[str, str]] = {
    "category": "التصنيف",
    "title_suffix": "لاحقة العنوان",
    "ad_marker": "علامة إعلان",
    "advert": "نص إعلاني",
    "caption": "تعليق الصورة",
    "credit": "حقوق الصورة",
    "related": "مواد ذات صلة",
    "share": "أزرار المشاركة",
    "follow": "تابعونا",
    "comment_form": "نموذج التعليق",
    "comment": "تعليقات القراء",
    "navigation": "التنقل",
    "subscription": "الاشتراك",
    "cookie": "ملفات الارتباط",
    "copyright": "حقوق النشر",
    "source_link": "رابط المصدر",
    "timestamp": "وقت النشر",
    "reading_time": "مدة القراءة",
    "app_promo": "ترويج التطبيق",
    "tags": "الوسوم",
    "paywall": "جدار الدفع",
    "author_bio": "نبذة عن الكاتب",
    "contact": "وسيلة اتصال",
    "disclaimer": "إخلاء مسؤولية",
    "truncation": "بتر النص",
    "embed": "محتوى مضمّن",
    "widget": "أداة جانبية",
    "markup": "بقايا الشفرة",
    "poll": "استطلاع",
    "translation_notice": "إشعار ترجمة",
    "machine_notice": "إشعار آلي",
    "other": "غير ذلك",
}


def figure(value: float | None) -> str:
    """A mean or share for a reader; what rounds to nothing has no sign."""
    return "–" if value is None else f"{round(value, 3) + 0.0:.3f}"
