"""What learners hand in: found, named by learner, and what cannot be read said by file and line."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from retinoid_teach.classroom import _handed_in, class_summary
from retinoid_teach.classroom._handed_in import handed_in
from retinoid_teach.cli import main
from retinoid_teach.learning import PastAnswer, history, keep, progress_folder
from retinoid_teach.widgets._claims.claims import VERDICTS
from tests.classroom.classes import export, learner, thirty_learners
from tests.learning.past import answer_line, write_answers

HEADER = "time,question,given,correct\n"
LINE = "2030-01-01T00:00:00+00:00,Q-01-03,10,true\n"


def counts(folder):
    return {name: len(past.answers) for name, past in handed_in(folder)[0].items()}


def notes(folder):
    return handed_in(folder)[1]


def write(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return file


def test_an_export_reads_as_the_history_it_was_made_from(tmp_path, capsys):
    keep("Q-01-03", 5, correct=False)
    keep("Q-01-03", 10.0, correct=True)
    keep("Q-01-02", "Q-01-02-b", correct=True)
    keep("Q-11-01", 3, correct=None)
    assert main(["progress", "--export", str(tmp_path / "Ana.csv")]) == 0
    found, said = handed_in(tmp_path)
    assert found["Ana"].answers == history().answers
    assert said == []


def test_the_files_that_the_course_keeps_read_the_same(tmp_path):
    keep("Q-01-03", 5, correct=False)
    keep("Q-01-02", "Q-01-02-b", correct=True)
    shutil.copytree(progress_folder(), tmp_path / "Ana")
    found, said = handed_in(tmp_path)
    assert found["Ana"].answers == history().answers
    assert said == []


def test_a_learner_is_a_file_or_a_folder_with_files(tmp_path):
    export(learner(0, "+-"), tmp_path / "Ana.csv")
    export(learner(50, "+"), tmp_path / "Ben" / "mine.csv")
    export(learner(60, "-+-"), tmp_path / "Ben" / "week 2" / "mine.csv")
    write_answers(tmp_path / "Cem", "a", answer_line(1), answer_line(2))
    assert counts(tmp_path) == {"Ana": 2, "Ben": 4, "Cem": 2}
    assert notes(tmp_path) == []


def test_a_copy_in_a_learners_folder_changes_nothing_but_the_note(tmp_path):
    file = export(learner(0, "+-+-"), tmp_path / "Ana" / "mine.csv")
    export(learner(50, "++-"), tmp_path / "Ben.csv")
    before = class_summary(tmp_path)
    shutil.copy(file, tmp_path / "Ana" / "mine (1).csv")
    after = class_summary(tmp_path)
    pd.testing.assert_frame_equal(before.learners, after.learners)
    pd.testing.assert_frame_equal(before.questions, after.questions)
    assert before.notes == ()
    assert after.notes == ("Ana/mine.csv: 4 answers that came before too, counted once.",)


def test_an_export_beside_the_file_it_was_made_from_counts_once(tmp_path):
    keep("Q-01-03", 5, correct=False)
    shutil.copytree(progress_folder(), tmp_path / "Ana")
    export(history(), tmp_path / "Ana" / "mine.csv")
    assert counts(tmp_path) == {"Ana": 1}


MOODLE = [
    (["Ana Lee_12_assignsubmission_file_/a.csv", "Ben_13_assignsubmission_file_/a.csv"], ["Ana Lee", "Ben"]),
    (["Ana Lee_12_assignsubmission_file_a.csv", "Ana Lee_12_assignsubmission_file_b.csv"], ["Ana Lee"]),
    (
        ["Ana Lee_12_assignsubmission_file_/a.csv", "Ana Lee_13_assignsubmission_file_/a.csv"],
        ["Ana Lee_12", "Ana Lee_13"],
    ),
    (["Ana Lee_12_assignsubmission_file_/a.csv", "Ana Lee.csv"], ["Ana Lee", "Ana Lee_12"]),
    (["a_12.csv", "b_assignsubmission_file_.csv"], ["a_12", "b_assignsubmission_file_"]),
]


CANVAS = [
    (["leeana_LATE_12345_67890_x.csv", "anlee_77_67891_x.jsonl.csv"], ["anlee", "leeana"]),
    (["leeana_12345_1_a.csv", "leeana_12345_2_b-1.csv"], ["leeana"]),
    (["leeana_12345_1_a.csv", "leeana_777_2_b.csv"], ["leeana_12345", "leeana_777"]),
    (["ana_2030_01_x.csv", "ben_20300117_0805_x.csv"], ["ana_2030_01_x", "ben_20300117_0805_x"]),
    (["anon_12345_67890_x.csv", "Ana Lee_1_2_x.csv"], ["Ana Lee_1_2_x", "anon_12345_67890_x"]),
]


@pytest.mark.parametrize(("files", "names"), MOODLE + CANVAS)
def test_a_name_that_a_system_gave_is_cut_unless_two_people_would_be_one(tmp_path, files, names):
    for at, name in enumerate(files):
        export(learner(100 * at, "+"), tmp_path / name)
    assert list(counts(tmp_path)) == names
    assert sum(counts(tmp_path).values()) == len(files)


SAVED_AGAIN = [
    "\ufefftime,question,given,correct\r\n2030-01-01T00:00:00+00:00,Q-01-03,10,TRUE\r\n",
    "time;question;given;correct\n2030-01-01 00:00:00;Q-01-03;10;true",
    "correct\tgiven\tquestion\ttime\tmine\ntrue\t10.0\tQ-01-03\t2030-01-01T02:00:00+02:00\tx\n",
    "time;question;given;correct\r\n01.01.2030 00:00;Q-01-03;10,0;WAHR\r\n;;;\r\n",
    "time;question;given;correct\r\n01/01/2030 0:00:00;Q-01-03;10,000;VRAI\r\n",
    '"time","question","given","correct"\n"01.01.2030","Q-01-03","10,0","vero"\n',
    "sep=;\r\ntime;question;given;correct\r\n1.1.2030 00:00;Q-01-03;1,0E+01;Verdadero\r\n",
    "time,question,given,correct\n1/1/2030 0:00,Q-01-03,10,TRUE\n,,,\n",
]


@pytest.mark.parametrize(
    ("line", "given", "correct"),
    [
        ("17.01.2030 08:05;Q-02-12;1,17;WAHR", 1.17, True),
        ("17/01/2030 08:05;Q-02-12;−1,17;FAUX", -1.17, False),
        ("17-01-2030 08:05;Q-02-12;1.17;falsch", 1.17, False),
        ("2030-01-17 08:05;Q-02-12;1,17E-05;", 1.17e-05, None),
        ("17.01.2030 08:05:00;Q-01-02;Q-01-02-a Q-01-02-b;ONWAAR", "Q-01-02-a Q-01-02-b", False),
    ],
)
def test_another_language_of_a_spreadsheet_is_read_rightly(tmp_path, line, given, correct):
    write(tmp_path, "Ana.csv", f"time;question;given;correct\r\n{line}\r\n")
    (found,) = handed_in(tmp_path)[0]["Ana"].answers
    assert found == PastAnswer(datetime(2030, 1, 17, 8, 5, tzinfo=UTC), line.split(";")[1], given, correct)
    assert notes(tmp_path) == []


@pytest.mark.parametrize(
    "line",
    [
        "1/5/2030 0:00,Q-01-03,10,TRUE",
        "31/31/2030 0:00,Q-01-03,10,TRUE",
        '2030-01-01,Q-01-03,"1,170",TRUE',
        "01.01.30 00:00,Q-01-03,10,TRUE",
        "01.01.2030 25:00,Q-01-03,10,TRUE",
        "2030-01-01,Q-01-03,10,yes",
    ],
)
def test_what_could_be_two_things_is_named_by_line(tmp_path, line):
    write(tmp_path, "Ana.csv", f"{HEADER}{line}\n{LINE}")
    assert counts(tmp_path) == {"Ana": 1}
    assert notes(tmp_path) == ["Ana.csv, line 2: cannot be read and left out."]


@pytest.mark.parametrize("text", SAVED_AGAIN, ids=range(len(SAVED_AGAIN)))
def test_a_spreadsheet_may_have_saved_it_again(tmp_path, text):
    write(tmp_path, "Ana.csv", text)
    expected = write(tmp_path / "other", "Ana.csv", HEADER + LINE).parent
    assert handed_in(tmp_path)[0]["Ana"] == handed_in(expected)[0]["Ana"]


DAMAGED = [
    ("Ana.csv", "", "Ana.csv is empty."),
    ("Ana.jsonl", b"\n", "Ana.jsonl is empty."),
    ("Ana.csv", HEADER, "Ana.csv holds no answers."),
    ("Ana.csv", "a,b\n1,2\n", "Ana.csv, line 1: no answers of this course; the file is left out."),
    ("Ana.csv", HEADER.encode() + b"\xff\xfe\n", "Ana.csv, line 2: this is not text in UTF-8; the file is"),
    ("Ana.csv", HEADER.encode("utf-16"), "Ana.csv, line 1: this is not text in UTF-8; the file is"),
    ("Ana.jsonl", "[]\n", "Ana.jsonl holds no answers of this course; it is left out."),
    (
        "Ana.jsonl",
        '{"course": "retinoid_teach", "format": 2}\n',
        "Ana.jsonl was written by a newer version of the course; it is left out, and kept.",
    ),
    ("Ana.txt", "mine", "Left out, for they are no files of answers (.csv or .jsonl): Ana.txt."),
]


@pytest.mark.parametrize(("name", "text", "said"), DAMAGED, ids=range(len(DAMAGED)))
def test_what_cannot_be_read_is_said_and_the_rest_counts(tmp_path, name, text, said):
    export(learner(0, "+-"), tmp_path / "Ben.csv")
    write(tmp_path, name, text)
    assert counts(tmp_path)["Ben"] == 2
    (note,) = notes(tmp_path)
    assert note.startswith(said)


FAULTY = [
    "some day,Q-01-03,10,true",
    "2030-01-01T00:00:00+00:00,Q-01-03,10,perhaps",
    "2030-01-01T00:00:00+00:00,Q-01-03,10",
    "2030-01-01T00:00:00+00:00,Q-01-03,10,true,more",
    '2030-01-01T00:00:00+00:00,"Q-01-03,10,true',
    "2030-01-01T00:00:00+00:00,Q-01-03,10,true" + "x" * 200_000,
    "2030-01-01T00:00:00+00:00,,10,true",
    "2030-01-01T00:00:00+00:00,Q-01-03,,true",
    "0001-01-01T00:00:00+14:00,Q-01-03,10,true",
]


@pytest.mark.parametrize("line", FAULTY)
def test_a_faulty_line_costs_only_itself_and_is_named(tmp_path, line):
    write(tmp_path, "Ana.csv", f"{HEADER}{LINE}{line}\n{LINE.replace('00:00:00+', '00:01:00+')}")
    assert counts(tmp_path) == {"Ana": 2}
    assert notes(tmp_path) == ["Ana.csv, line 3: cannot be read and left out."]


def test_faulty_and_torn_lines_of_a_kept_file_are_named(tmp_path):
    file = write_answers(tmp_path / "Ana", "a", answer_line(1), "{}", answer_line(2), "[]", answer_line(3))
    file.write_bytes(file.read_bytes()[:-5])
    assert counts(tmp_path) == {"Ana": 2}
    torn, lines = notes(tmp_path)
    assert torn == "Ana/answers-a.jsonl: the last line was cut off before it was saved; it is left out."
    assert lines == "Ana/answers-a.jsonl, lines 3, 5: cannot be read and left out."


@pytest.mark.parametrize("given", ["inf", "Jan 17", "17. Jan", "#NAME?", "1.234,5", "10 points"])
def test_what_a_spreadsheet_made_of_an_answer_is_named_by_line(tmp_path, given):
    """“Jan 17” was kept as an answer, and the teacher told of a changed file."""
    line = LINE.replace(",", ";").replace(";10;", f";{given};")
    write(tmp_path, "Ana.csv", f"{HEADER.replace(',', ';')}{line}")
    assert [one.given for one in handed_in(tmp_path)[0]["Ana"].answers] == []
    assert notes(tmp_path) == ["Ana.csv, line 2: cannot be read and left out."]


@pytest.mark.parametrize("given", VERDICTS)
def test_a_judgement_of_a_claim_is_an_answer_too(tmp_path, given):
    write(tmp_path, "Ana.csv", f"{HEADER}{LINE.replace('Q-01-03,10', f'CL07,{given}')}")
    assert [one.given for one in handed_in(tmp_path)[0]["Ana"].answers] == [given]
    assert notes(tmp_path) == []


def test_a_learner_whose_file_held_nothing_is_there(tmp_path):
    write(tmp_path, "Ana.csv", "")
    assert class_summary(tmp_path).learners["tried"].to_dict() == {"Ana": 0}


def test_what_a_system_leaves_behind_is_nobodys_business(tmp_path):
    for name in (".DS_Store", "._Ana.csv", "__MACOSX/Ana.csv", "Ana/.ipynb_checkpoints/mine.csv"):
        write(tmp_path, name, HEADER + LINE)
    assert handed_in(tmp_path) == ({}, [])


def test_a_link_is_not_followed(tmp_path):
    export(learner(0, "+"), tmp_path / "elsewhere" / "Ana.csv")
    folder = tmp_path / "handed"
    folder.mkdir()
    (folder / "Ben.csv").symlink_to(tmp_path / "elsewhere" / "Ana.csv")
    (folder / "Cem").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    found, said = handed_in(folder)
    assert found == {}
    assert said == ["Left out, for they are no files of answers (.csv or .jsonl): Ben.csv, Cem."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "Ana.csv")
    assert handed_in(tmp_path)[0] == {}
    assert notes(tmp_path) == ["Left out, for they are no files of answers (.csv or .jsonl): Ana.csv."]


def test_a_folder_that_cannot_be_opened_is_said(tmp_path, monkeypatch):
    export(learner(0, "+"), tmp_path / "Ana.csv")
    export(learner(9, "+"), tmp_path / "Ben" / "mine.csv")
    scan = os.scandir

    def closed(path):
        if os.fspath(path).endswith("Ben"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert counts(tmp_path) == {"Ana": 1}
    assert notes(tmp_path) == ["Ben could not be opened: Permission denied."]


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "Ana.csv").open("wb") as opened:
        opened.truncate(20_000_001)
    assert notes(tmp_path) == ["Ana.csv holds more than 20 MB; it is left out."]


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("LARGEST_MB", 0.000_3, "0.0003 MB"), ("MOST_LINES", 7, "7 lines")],
)
def test_the_files_of_one_learner_count_together(tmp_path, monkeypatch, limit, value, said):
    """A limit for each file was none: fifty files of 20 MB filled the memory."""
    monkeypatch.setattr(_handed_in, limit, value)
    for at in range(3):
        export(learner(100 * at, "++++"), tmp_path / "Ana" / f"{at}.csv")
    export(learner(900, "++++"), tmp_path / "Ben.csv")
    export(learner(950, "++++++++"), tmp_path / "Cem.csv")
    assert counts(tmp_path) == {"Ana": 4, "Ben": 4, "Cem": 0}
    assert notes(tmp_path) == [
        f"Ana/1.csv is left out: with it the files of Ana hold more than {said}.",
        f"Ana/2.csv is left out: with it the files of Ana hold more than {said}.",
        f"Cem.csv holds more than {said}; it is left out.",
    ]


def test_a_million_lines_are_not_read(tmp_path):
    write(tmp_path, "Ana.csv", HEADER + "\n" * 60_000)
    write(tmp_path, "Ben.csv", HEADER + "\r" * 60_000)
    assert notes(tmp_path) == [
        "Ana.csv holds more than 50,000 lines; it is left out.",
        "Ben.csv holds more than 50,000 lines; it is left out.",
    ]


def test_one_session_under_two_names_is_said(tmp_path):
    write_answers(tmp_path / "Ana", "a", answer_line(1))
    write_answers(tmp_path / "Ben", "a", answer_line(2))
    write_answers(tmp_path / "Cem", "c", answer_line(3))
    said = "Ana and Ben handed in files that one session of the course wrote. Both are counted."
    assert notes(tmp_path) == [said]


def test_a_copy_under_another_name_is_said_once(tmp_path):
    write_answers(tmp_path / "Ana", "a", answer_line(1), answer_line(2))
    shutil.copytree(tmp_path / "Ana", tmp_path / "Ben")
    (note,) = class_summary(tmp_path).notes
    assert note.startswith("Ana and Ben handed in the same answers (2 given at the same instant)")


def test_a_name_is_written_as_gradebooks_write_it(tmp_path):
    export(learner(0, "+"), tmp_path / "Zoe\u0308.csv")
    assert list(counts(tmp_path)) == ["Zo\u00eb"]


def test_names_of_any_bytes_can_be_written(tmp_path):
    try:
        export(learner(0, "+"), tmp_path / "Ana\udcff.csv")
    except OSError:
        pytest.skip("this system has no such names")
    (name,) = counts(tmp_path)
    assert name.encode("utf-8") == b"Ana\\xff"


def test_a_whole_class_from_files_is_the_class_from_histories(tmp_path):
    made = thirty_learners()
    for name, past in made.items():
        export(past, tmp_path / f"{name}.csv")
    one, other = class_summary(made), class_summary(tmp_path)
    pd.testing.assert_frame_equal(one.learners, other.learners)
    pd.testing.assert_frame_equal(one.questions, other.questions)
    assert one.notes == other.notes == ()


def test_no_folder_is_a_sentence(tmp_path):
    with pytest.raises(ValueError, match=r"folder: .* is not a folder"):
        class_summary(tmp_path / "nothing")


@settings(max_examples=60)
@drawn(st.binary(max_size=200), st.sampled_from(["Ana.csv", "Ana.jsonl"]), st.booleans())
def test_nothing_that_a_file_may_hold_stops_the_summary(tmp_path_factory, content, name, begins):
    folder = tmp_path_factory.mktemp("handed")
    head = HEADER.encode() if name.endswith("csv") else b'{"course": "retinoid_teach", "format": 1}\n'
    write(folder, name, head * begins + content)
    export(learner(0, "+"), folder / "Ben.csv")
    assert class_summary(folder).learners.loc["Ben", "tried"] == 1
