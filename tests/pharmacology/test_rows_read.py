"""The contract says of each number that a model reads what unit and limits it needs, and of no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from retinoid_teach import pharmacology, views, widgets
from retinoid_teach.evidence import Catalog, shipped

NUMBERS = ("value", "value_low", "value_high", "dispersion")
SPREAD = ("P035", "dispersion")
"""A spread that may be an SD, a CV or blank: the lab reads its type beside it."""

BY_ID = ("pk_parameters", "model_constants")


class Watched(Mapping[str, Any]):
    """A row that remembers which of its numbers were asked for."""

    def __init__(self, row: Mapping[str, Any], seen: set[tuple[str, str]]) -> None:
        self._row, self._seen = row, seen

    def __getitem__(self, column: str) -> Any:
        if column in NUMBERS and isinstance(self._row[column], float):
            self._seen.add((self._row["id"], column))
        return self._row[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)


@pytest.fixture(scope="module")
def read() -> set[tuple[str, str]]:
    """Run every model, and give the numbers that were read of the rows that are named by their ids."""
    seen: set[tuple[str, str]] = set()
    data = shipped()

    def rows(table: Any) -> Any:
        found = data.rows(table.name)
        return tuple(Watched(row, seen) for row in found) if table.name in BY_ID else found

    catalog = Catalog(data.contract, rows, data.folder)
    pharmacology.label_check(catalog=catalog)
    pharmacology.metabolite_concentration(1.0, 80, catalog=catalog)
    pharmacology.endogenous_ng_ml(catalog)
    pharmacology.fraction_needed(20, 10, catalog=catalog)
    pharmacology.skin_flux("tretinoin", catalog)
    views.absorption(catalog=catalog)
    views.absorption(10, catalog=catalog)
    widgets.kinetics_lab(catalog=catalog)._repr_mimebundle_()
    widgets.kinetics_lab(catalog=catalog, doses=7)._repr_mimebundle_()
    widgets.skin_lab(catalog=catalog)._repr_mimebundle_()
    return seen


def _declared() -> set[tuple[str, str]]:
    return {
        (row_id, need.column)
        for name in BY_ID
        for need in shipped().table(name).needs
        for column, ids in need.where
        if column == "id"
        for row_id in ids
    }


def test_what_a_model_reads_is_declared(read: set[tuple[str, str]]) -> None:
    assert len(read) > 40
    assert read - _declared() <= {SPREAD}


def test_what_is_declared_is_read(read: set[tuple[str, str]]) -> None:
    assert _declared() - read == set()


def test_constants_that_make_a_curve_are_declared() -> None:
    needs = shipped().table("receptor_activity").needs
    made = [one.row_id for found in pharmacology.constant_sets().values() for one in found.constants]
    assert made
    for row_id in made:
        _, row = shipped().row(row_id)
        assert [need.unit for need in needs if need.holds_for(row)] == ["nM"]


@pytest.mark.parametrize("name", ["tretinoin", "tazarotene", "trifarotene"])
def test_properties_that_the_skin_needs_are_declared(name: str) -> None:
    estimate = pharmacology.skin_permeability(name)
    needs = shipped().table("compounds").needs
    for row_id in (estimate.row_id, *(other.row_id for other in estimate.others)):
        _, row = shipped().row(row_id)
        assert [need.unit for need in needs if need.holds_for(row)] == ["log10"]
    row = shipped().row(pharmacology.structure(name).rows[-1])[1]
    assert [need.unit for need in needs if need.holds_for(row)] == ["g/mol"]
