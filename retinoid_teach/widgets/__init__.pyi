from ._case import Case, case
from ._claims import Claims, claims
from ._drug_table import DrugTable, drug_table
from ._evidence_lab import EvidenceLab, evidence_lab
from ._evidence_table import EvidenceTable, evidence_table
from ._explorer import Explorer, explorer
from ._gags import GagsScorer, gags_scorer
from ._handout import handout_html
from ._kinetics_lab import KineticsLab, kinetics_lab
from ._progress import Progress, progress
from ._quiz import Quiz, quiz
from ._receptor_lab import ReceptorLab, receptor_lab
from ._review import NothingDue, review
from ._skin_lab import SkinLab, skin_lab

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
