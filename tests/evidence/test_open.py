"""A teacher's own folder: what is taken and what is borrowed, and that nothing else can happen."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retinoid_teach.evidence import Catalog, DataError, cite, open_data, shipped, table
from tests.evidence.folders import DESCRIPTOR, column, first, only_fault, own
from tests.evidence.mutations import sheet, written


def test_the_shipped_folder_opens_and_borrows_nothing() -> None:
    catalog = open_data(shipped().folder)
    assert catalog.borrowed == ()
    assert catalog.names == shipped().names
    assert all(catalog.rows(name) == shipped().rows(name) for name in catalog.names)


def test_a_single_file_at_the_top_is_enough(tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(id="my_gel", name="My gel"))
    catalog = open_data(tmp_path)
    assert isinstance(catalog, Catalog)
    assert table("options", catalog=catalog).loc["my_gel", "name"] == "My gel"
    assert set(catalog.borrowed) == set(shipped().names) - {"options"}
    assert catalog.rows("safety_rules") == shipped().rows("safety_rules")


def test_own_contract_names_the_data(tmp_path: Path) -> None:
    def dated(document: dict[str, Any]) -> None:
        document.update({"rt:evidence_date": "2027-01-31", "version": "7"})

    catalog = open_data(own(tmp_path, "options", "sources", change=dated))
    assert (catalog.title, catalog.date, catalog.contract.version) == ("My tables", "2027-01-31", "7")
    assert not {"options", "sources"} & set(catalog.borrowed)
    assert "trials" in catalog.borrowed


def test_own_columns_and_own_tables_are_welcome(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        first(document)["schema"]["fields"].append({"name": "price", "type": "number", "unit": "EUR"})
        fields = [{"name": "id", "type": "string"}, {"name": "option_id", "type": "string"}]
        keys = [{"fields": "option_id", "reference": {"resource": "options", "fields": "id"}}]
        schema = {"fields": fields, "primaryKey": "id", "foreignKeys": keys}
        document["resources"].append({"name": "shelf", "path": "shelf.csv", "schema": schema})

    own(tmp_path, "options", change=change)
    clean = sheet("options")
    rows = [
        [*row, "price" if number == 0 else "3.5"] for number, row in enumerate([clean.header, *clean.rows])
    ]
    (tmp_path / shipped().table("options").path).write_bytes(written(rows))
    (tmp_path / "shelf.csv").write_text("id,option_id\ns1,adapalene\n")
    catalog = open_data(tmp_path)
    assert table("options", catalog=catalog)["price"].eq(3.5).all()
    assert table("options", catalog=catalog).attrs["units"]["price"] == "EUR"
    assert catalog.row("s1") == ("shelf", {"id": "s1", "option_id": "adapalene"})
    (tmp_path / "shelf.csv").write_text("id,option_id\ns1,adapalen\n")
    assert "did you mean adapalene?" in only_fault(tmp_path).expected


def test_a_path_may_be_written_in_several_ways(tmp_path: Path) -> None:
    path = "./clinical//options.csv"
    own(tmp_path, "options", change=lambda document: first(document).update(path=path))
    assert "options" not in open_data(tmp_path).borrowed


def test_what_is_open_stays_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    path.write_bytes(sheet("options").data)
    catalog = open_data(tmp_path)
    path.write_bytes(b"")
    assert len(catalog.rows("options")) == len(shipped().rows("options")) + 1
    assert len(catalog.frame("options")) == len(shipped().rows("options")) + 1


def test_text_stays_text(tmp_path: Path) -> None:
    hostile = (
        '=HYPERLINK("http://example.org";"x") <script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE} {{7*7}}'
    )
    (tmp_path / "options.csv").write_bytes(sheet("options").with_cells(id="mine", name=hostile))
    catalog = open_data(tmp_path)
    assert catalog.row("mine")[1]["name"] == hostile
    assert table("options", catalog=catalog).loc["mine", "name"] == hostile


def test_files_that_are_no_tables_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "options.csv").write_bytes(sheet("options").data)
    for name in ("notes.txt", "._options.csv", "~$options.csv", "lecture.xlsx"):
        (tmp_path / name).write_bytes(b"\xff\0")
    assert open_data(tmp_path).borrowed


def test_every_function_that_reads_rows_takes_the_catalog(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_bytes(sheet("sources").with_cells(citation="Mine 2027", basis="read"))
    catalog = open_data(tmp_path)
    assert "Mine 2027" in str(cite("zz-probe", catalog=catalog))


# Nothing crashes otherwise


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200) | st.text(alphabet='id,"\n\r;|x1\0é', max_size=200).map(str.encode))
def test_any_bytes_are_a_catalog_or_a_data_error(data: bytes, tmp_path: Path) -> None:
    for name in ("routes.csv", DESCRIPTOR):
        for old in tmp_path.iterdir():
            old.unlink()
        (tmp_path / name).write_bytes(data)
        with contextlib.suppress(DataError):
            assert isinstance(open_data(tmp_path), Catalog)
        assert (tmp_path / name).read_bytes() == data


LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
LISTS = st.lists(LEAF | st.lists(LEAF, max_size=2), max_size=3)
JSON = LEAF | LISTS | st.dictionaries(st.text(max_size=5), LEAF | LISTS, max_size=3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_anywhere_in_the_contract(data: st.DataObject, tmp_path: Path) -> None:
    """Put any JSON in place of any value of a contract: a catalog or a DataError, nothing else."""
    for name in ("routes", "options"):
        target = tmp_path / shipped().table(name).path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(sheet(name).data)
    document = json.loads((shipped().folder / DESCRIPTOR).read_text(encoding="utf-8"))
    document["resources"] = [one for one in document["resources"] if one["name"] in ("routes", "options")]
    inside: Any = document
    for _ in range(data.draw(st.integers(0, 6))):
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inside[key], dict | list) or not inside[key]:
            break
        inside = inside[key]
    keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
    inside[data.draw(st.sampled_from(keys))] = data.draw(JSON)
    (tmp_path / DESCRIPTOR).write_text(json.dumps(document), encoding="utf-8")
    with contextlib.suppress(DataError):
        assert open_data(tmp_path).names


def test_opening_a_folder_leaves_no_trace(tmp_path: Path) -> None:
    own(tmp_path, "options", "sources")
    before = sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*"))
    open_data(tmp_path)
    after = sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.rglob("*"))
    assert after == before


def test_pandas_comes_in_only_for_a_frame_and_frictionless_never() -> None:
    code = (
        "import sys; from retinoid_teach import evidence as e; c = e.shipped(); c.row('P001');"
        "assert not {'pandas', 'numpy'} & set(sys.modules);"
        "c.frame('options'); assert 'pandas' in sys.modules;"
        "e.open_data(c.folder); assert not {'frictionless', 'jsonschema'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_schema_of_a_folders_own_is_validated(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        column(document, "name")["constraints"]["minLength"] = "many"

    own(tmp_path, "options", change=change)
    assert "many" in only_fault(tmp_path).expected
