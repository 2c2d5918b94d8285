from ._case.case import Case, case
from ._claims.claims import Claims, claims
from ._evidence_lab.evidence_lab import EvidenceLab, evidence_lab
from ._explorer.explorer import Explorer, explorer
from ._explorer.handout import handout_html
from ._gags.gags import GagsScorer, gags_scorer
from ._labs.kinetics_lab import KineticsLab, kinetics_lab
from ._labs.receptor_lab import ReceptorLab, receptor_lab
from ._labs.skin_lab import SkinLab, skin_lab
from ._progress.progress import Progress, progress
from ._quiz.quiz import Quiz, quiz
from ._quiz.review import NothingDue, review
from ._tables.drug_table import DrugTable, drug_table
from ._tables.evidence_table import EvidenceTable, evidence_table

__all__ = [
    "Case",
    "Claims",
    "DrugTable",
    "EvidenceLab",
    "EvidenceTable",
    "Explorer",
    "GagsScorer",
    "KineticsLab",
    "NothingDue",
    "Progress",
    "Quiz",
    "ReceptorLab",
    "SkinLab",
    "case",
    "claims",
    "drug_table",
    "evidence_lab",
    "evidence_table",
    "explorer",
    "gags_scorer",
    "handout_html",
    "kinetics_lab",
    "progress",
    "quiz",
    "receptor_lab",
    "review",
    "skin_lab",
]
