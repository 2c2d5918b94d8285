from ._absorption import Band, absorbed_exposure, fraction_needed
from ._axis import one_axis, selectivity
from ._constants import Constant, ConstantSet, constant_sets
from ._isomers import IsomerDifference, StereoBond, isomer_difference, stereo_bonds
from ._kinetics import (
    endogenous_ng_ml,
    metabolite_concentration,
    oral_concentration,
    repeated_doses,
    time_to_fall_below,
)
from ._label import cmax_over_auc_bound, label_check, label_dose_mg, label_rows
from ._models import MODELS, KineticModel, kinetic_model
from ._no_curve import NoCurve, no_curve
from ._receptors import competitive_occupancy, receptor_occupancy
from ._skin import SkinFlux, SkinPermeability, permeability_estimate, skin_flux, skin_permeability
from ._structures import Structure, structure

__all__ = [
    "MODELS",
    "Band",
    "Constant",
    "ConstantSet",
    "IsomerDifference",
    "KineticModel",
    "NoCurve",
    "SkinFlux",
    "SkinPermeability",
    "StereoBond",
    "Structure",
    "absorbed_exposure",
    "cmax_over_auc_bound",
    "competitive_occupancy",
    "constant_sets",
    "endogenous_ng_ml",
    "fraction_needed",
    "isomer_difference",
    "kinetic_model",
    "label_check",
    "label_dose_mg",
    "label_rows",
    "metabolite_concentration",
    "no_curve",
    "one_axis",
    "oral_concentration",
    "permeability_estimate",
    "receptor_occupancy",
    "repeated_doses",
    "selectivity",
    "skin_flux",
    "skin_permeability",
    "stereo_bonds",
    "structure",
    "time_to_fall_below",
]
