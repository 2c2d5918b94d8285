"""Pure clinical decisions: rows in, verdicts out. For teaching; no substitute for current local guidance.

Grade: `gags_score`, `crosswalk`. Choose: `Patient`, `appropriate_options`, `compare_guidelines`.
Know the option: `side_effects`, `monitoring`, `interactions`, `pregnancy_rules`.
"""

from ._crosswalk import crosswalk
from ._gags import GagsScore, gags_score
from ._options import appropriate_options, compare_guidelines
from .joins import interactions, monitoring, pregnancy_rules, side_effects
from .patient import Patient

__all__ = [
    "GagsScore",
    "Patient",
    "appropriate_options",
    "compare_guidelines",
    "crosswalk",
    "gags_score",
    "interactions",
    "monitoring",
    "pregnancy_rules",
    "side_effects",
]
