"""Rosters: from the files of Moodle and Canvas to a gradebook that either imports, and who is left out."""

from __future__ import annotations

import unicodedata

import pytest

from retinoid_teach.classroom import class_summary, gradebook_csv
from retinoid_teach.classroom._roster import read_roster
from tests.classroom.classes import export, learner
from tests.classroom.importers import Stopped, canvas_import, chosen, moodle_import, rows

USERS = [
    {"id": "501", "name": "Ana Lee", "email": "ana@example.org", "idnumber": "S1", "username": "ana"},
    {"id": "502", "name": "Ayşe Müller", "email": "ayse@example.org", "idnumber": "S2", "username": "ayse"},
    {"id": "503", "name": "Zoë O'Neil", "email": "zoe@example.org", "idnumber": "S3", "username": "zoe"},
    {"id": "504", "name": "李 雷", "email": "li@example.org", "idnumber": "S4", "username": "li"},
]
PARTICIPANTS = (
    "First name,Last name,Email address,Groups\n"
    "Ana,Lee,ana@example.org,\nAyşe,Müller,ayse@example.org,\n"
    "Zoë,O'Neil,zoe@example.org,\n李,雷,li@example.org,\nTom,Kaya,tom@example.org,\n"
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (77)\n"
    "    Points Possible,,,,,10\n"
    '"Lee, Ana",12345,S1,ana,Group A,9\n"Müller, Ayşe",12346,S2,ayse,Group A,\n'
    '"O\'Neil, Zoë",12347,,zoe,Group B,\n"Student, Test",99,,abc,Group A,\n'
)
CANVAS_USERS = [
    {"id": "12345", "name": "Ana Lee", "sis": "S1", "login": "ana"},
    {"id": "12346", "name": "Ayşe Müller", "sis": "S2", "login": "ayse"},
    {"id": "12347", "name": "Zoë O'Neil", "login": "zoe"},
]


@pytest.fixture
def summarise(tmp_path):
    """Make a class from names of files and the text of a roster."""

    def make(names, roster):
        for at, name in enumerate(names):
            export(learner(100 * at, "+-+"[: 1 + at % 3]), tmp_path / "handed" / name)
        (tmp_path / "roster.csv").write_bytes(
            roster if isinstance(roster, bytes) else roster.encode("utf-8-sig")
        )
        return class_summary(tmp_path / "handed", roster=tmp_path / "roster.csv")

    return make


def identities(summary):
    return {name: cells[1] for name, cells in summary.known_by.cells.items()}


def imported(summary, users=USERS):
    return moodle_import(gradebook_csv(summary), *chosen(summary.known_by.advice), users)


def test_moodles_own_folders_are_imported_by_moodle(summarise):
    """The names alone stopped Moodle's import at its first line."""
    names = [
        "Ana Lee_901_assignsubmission_file/a.csv",
        "Ayşe Müller_902_assignsubmission_file_/a.csv",
        f"{unicodedata.normalize('NFD', 'Zoë')} O'Neil_903_assignsubmission_file_a.csv",
        "李 雷_904_assignsubmission_file_/a.csv",
    ]
    summary = summarise(names, PARTICIPANTS)
    assert summary.notes == ()
    assert rows(gradebook_csv(summary))[0][:2] == ["Student", "Email address"]
    assert set(imported(summary)) == {"501", "502", "503", "504"}
    assert not {"901", "902"} & {cell for line in rows(gradebook_csv(summary)) for cell in line}


@pytest.mark.parametrize("first", ["Bob Unknown", "Lee", "ana@elsewhere.org", "Anna Lee"])
def test_one_unknown_learner_does_not_spoil_the_file(summarise, first):
    summary = summarise([f"{first}.csv", "Ana Lee.csv", "李 雷.csv"], PARTICIPANTS)
    assert summary.notes == (f"Left out of the gradebook, for the roster does not name them: {first}.",)
    assert list(summary.learners.index) == sorted([first, "Ana Lee", "李 雷"])
    assert set(imported(summary)) == {"501", "504"}


def test_without_a_roster_moodle_stops_and_the_advice_says_so(tmp_path):
    export(learner(0, "+"), tmp_path / "Ana Lee_901_assignsubmission_file_" / "a.csv")
    summary = class_summary(tmp_path)
    with pytest.raises(Stopped):
        moodle_import(gradebook_csv(summary), "SIS Login ID", "Email address", USERS)
    assert "from Moodle's own download, which it cannot import again: 1." in summary.known_by.advice
    assert "--roster FILE" in summary.known_by.advice


def test_files_named_by_what_moodle_goes_by_need_no_roster(tmp_path):
    for at, user in enumerate(USERS):
        export(learner(100 * at, "+"), tmp_path / f"{user['email']}.csv")
    text = gradebook_csv(class_summary(tmp_path))
    found = moodle_import(text, "SIS Login ID", "Email address", USERS)
    assert set(found) == {user["id"] for user in USERS}


@pytest.mark.parametrize("roster", [None, CANVAS])
def test_canvas_own_names_are_imported_by_canvas(summarise, tmp_path, roster):
    names = [
        "leeana_LATE_12345_67890_x.csv",
        "müllerayşe_12346_67891_x-1.csv",
        "oneilzoë_12347_67892_x.csv",
    ]
    summary = summarise(names, roster or CANVAS)
    if roster is None:
        summary = class_summary(tmp_path / "handed")
        assert "the user id of Canvas for the 3 files" in summary.known_by.advice
    else:
        assert "nothing has to be chosen" in summary.known_by.advice
    assert summary.notes == ()
    found, unknown = canvas_import(gradebook_csv(summary), CANVAS_USERS)
    assert (set(found), unknown) == ({"12345", "12346", "12347"}, [])


def test_a_roster_of_canvas_brings_its_names_ids_sections_and_points(summarise):
    summary = summarise(["Ana Lee.csv", "zoë o'neil.csv"], CANVAS)
    _, points, ana, zoe = rows(gradebook_csv(summary))
    assert points[:5] == ["    Points Possible", "", "", "", ""]
    assert set(points[5:]) == {"100"}
    assert ana[:5] == ["Lee, Ana", "12345", "S1", "ana", "Group A"]
    assert zoe[:5] == ["O'Neil, Zoë", "12347", "", "zoe", "Group B"]


def test_files_of_canvas_with_any_list_of_names_keep_the_number_of_canvas(summarise):
    summary = summarise(["leeana_12345_67890_x.csv", "tomkaya_12399_1_x.csv"], PARTICIPANTS)
    assert summary.known_by.system == "Canvas"
    assert summary.known_by.cells["leeana"] == ("Ana Lee", "12345", "", "ana@example.org", "")
    assert summary.known_by.cells["tomkaya"][1] == "12399"


def test_files_of_canvas_with_ids_of_the_institution_bring_both(summarise):
    summary = summarise(["leeana_12345_67890_x.csv"], "name,id\nAna Lee,S1\n")
    found, unknown = canvas_import(gradebook_csv(summary), CANVAS_USERS)
    assert (list(found), unknown) == (["12345"], [])
    assert summary.known_by.cells["leeana"][2] == "S1"


NAMED_SO = [
    *("Ana Lee", "ANA LEE", "ana lee", "Lee, Ana", "Lee Ana", "Ana_Lee", "Ana  Lee ", "Ana\u00a0Lee"),
    *("ana@example.org", "Ana@Example.ORG", "S1", "s1"),
]


@pytest.mark.parametrize("name", NAMED_SO)
def test_a_name_is_found_however_it_is_written(summarise, name):
    roster = "Name;E-Mail;ID number\nLee, Ana;ana@example.org;S1\nAyşe Müller;ayse@example.org;S2\n"
    summary = summarise([f"{name}.csv"], roster)
    assert summary.notes == ()
    assert list(imported(summary)) == ["501"]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("name", ["Ayşe Müller", "MÜLLER, AYŞE", "müller ayşe"])
def test_a_name_is_found_in_every_form_of_its_letters(summarise, form, name):
    for roster in (PARTICIPANTS, unicodedata.normalize("NFD", PARTICIPANTS)):
        summary = summarise([f"{unicodedata.normalize(form, name)}.csv"], roster)
        assert list(identities(summary).values()) == ["ayse@example.org"]


def test_two_of_one_name_are_named_and_left_out(summarise):
    roster = PARTICIPANTS + "ana,LEE,other@example.org,\n"
    summary = summarise(["Ana Lee.csv", "李 雷.csv"], roster)
    assert summary.notes == (
        "Left out of the gradebook, for the roster has more than one of that name: Ana Lee.",
    )
    assert list(identities(summary)) == ["李 雷"]


def test_two_people_of_one_name_are_told_apart_by_order_key_or_number(summarise):
    roster = (
        "Identifier,Full name,Email address\nParticipant 901,Ana Lee,ana@example.org\n"
        "Participant 902,Ana Lee,other@example.org\nParticipant 903,Lee Ana,third@example.org\n"
    )
    names = ["Ana Lee_901_assignsubmission_file_", "Ana Lee_902_assignsubmission_file_", "Lee Ana"]
    summary = summarise([f"{name}/a.csv" for name in names], roster)
    assert summary.notes == ()
    assert sorted(identities(summary).values()) == [
        "ana@example.org",
        "other@example.org",
        "third@example.org",
    ]


def test_one_person_under_two_names_is_left_out(summarise):
    summary = summarise(["Ana Lee.csv", "ana@example.org.csv", "李 雷.csv"], PARTICIPANTS)
    (note,) = summary.notes
    assert note == (
        "Left out of the gradebook, for they are one person in the roster, Ana Lee: Ana Lee, ana@example.org."
    )
    assert list(imported(summary)) == ["504"]


@pytest.mark.parametrize(
    ("name", "roster"),
    [
        ("ben_12345_67890_x.csv", CANVAS),
        ("Ben Kaya_901_assignsubmission_file_a.csv", "Identifier,Full name,Email\nP 901,Ana Lee,a@b.org\n"),
    ],
)
def test_a_number_that_is_somebody_elses_gives_nobody_a_grade(summarise, name, roster):
    summary = summarise([name], roster)
    assert summary.known_by.cells == {}
    (note,) = summary.notes
    assert note.startswith(
        "Left out of the gradebook, for their number is that of somebody else in the roster"
    )


def test_whoever_canvas_numbered_and_the_roster_lacks_is_left_out(summarise):
    summary = summarise(["leeana_777_67890_x.csv"], CANVAS)
    assert summary.notes == ("Left out of the gradebook, for the roster does not name them: leeana.",)


def test_a_learner_without_the_key_is_left_out_for_moodle_would_take_the_one_before(summarise):
    roster = PARTICIPANTS.replace("ayse@example.org", "").replace("zoe@example.org", "ana@example.org")
    summary = summarise(["Ana Lee.csv", "Ayşe Müller.csv", "Zoë O'Neil.csv", "李 雷.csv"], roster)
    (note,) = summary.notes
    assert note.startswith(
        "Left out of the gradebook, for the roster has no “Email address” of their own for"
    )
    assert note.endswith(" them: Ana Lee, Ayşe Müller, Zoë O'Neil.")
    assert list(imported(summary)) == ["504"]


@pytest.mark.parametrize("key", ["=1+1", "-5", " @x", "+49"])
def test_a_key_that_would_run_as_a_formula_is_none(summarise, key):
    summary = summarise(["Ana Lee.csv"], f'name,id\nAna Lee,"{key}"\n')
    assert summary.known_by.cells == {}
    assert "the roster has no “id” of their own for them: Ana Lee" in summary.notes[0]


HEADERS = [
    ("name,id", "Ana Lee,S1", "ID number"),
    ("Full name,ID number,Email", "Ana Lee,S1,", "ID number"),
    ("Username,First name,Surname", "ana,Ana,Lee", "Username"),
    ("Vorname;Nachname;E-Mail-Adresse", "Ana;Lee;ana@example.org", "Email address"),
    ("Name;Vorname;Anmeldename", "Lee;Ana;ana", "Username"),
    ("Prénom;Nom de famille;Adresse de courriel", "Ana;Lee;ana@example.org", "Email address"),
    ("Nombre,Apellido(s),Número de ID", "Ana,Lee,S1", "ID number"),
    ("First name / Last name\tUser ID", "Ana Lee\t501", "User ID"),
    ("sep=;\nName;E-mail", '"Lee, Ana";ana@example.org', "Email address"),
]


@pytest.mark.parametrize(("head", "line", "field"), HEADERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_headers_of_several_languages_and_spreadsheets(summarise, head, line, field, encoding):
    summary = summarise(["Ana Lee.csv"], f"{head}\r\n{line}\r\n".encode(encoding))
    assert chosen(summary.known_by.advice) == (field, field)
    assert list(imported(summary)) == ["501"]


FAULTY = [
    ("email\na@b.org\n", ", line 1: no column with names, such as “Name” or “First name”; it has “email”."),
    ("name,group\nAna,1\n", ", line 1: no column that a gradebook goes by, such as “Email address”"),
    ("name,email,E-Mail\nAna,a@b.org,\n", ", line 1: “email”, “E-Mail” say the same of a person"),
    ("name,email\nLee, Ana,a@b.org\n", ", line 2: 3 cells, but the header has 2; a name with a comma needs"),
    ('name,email\nBen,b@b.org\n"Ana" Lee,a@b.org\n', ", line 3: "),
    ("name,email\n", " names nobody below its header."),
    ("", ", line 1: no column with names, such as “Name” or “First name”; it has nothing."),
    (b"name,email\nAna,a@b.org\nAy\xfee,b@b.org\n", ", line 3: this is not text in UTF-8"),
]


@pytest.mark.parametrize(("text", "said"), FAULTY, ids=range(len(FAULTY)))
def test_what_is_no_roster_is_said_by_file_and_line(tmp_path, text, said):
    file = tmp_path / "roster.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ValueError, match="roster") as refused:
        read_roster(file)
    assert str(refused.value).startswith(f"roster: {file.as_posix()}{said}")


def test_a_folder_is_no_roster(tmp_path):
    with pytest.raises(ValueError, match="is no file; name the CSV file with the participants"):
        read_roster(tmp_path)
