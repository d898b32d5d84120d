"""Statements as documents of LMS's: where it looks for them, once each, never an invoice."""

from __future__ import annotations

import stat
from dataclasses import replace
from hashlib import md5
from pathlib import Path

import pytest

from hiperus.domain.periods import Month, local_midnight
from hiperus.errors import ConfigurationError, StorageError
from hiperus.invoices.read_back import read_back
from hiperus.invoices.rules.fates import DocumentState
from hiperus.invoices.summary import InvoiceRunSummary
from hiperus.statements.detailed import Destination, Written, write_statements
from hiperus.statements.rules.formats import ALL_FORMATS, Format
from hiperus.statements.tables.lms_documents import BillingDocuments
from hiperus.storage.database import Database, Record
from tests.support.builders_invoices import ISSUE_DAY, MONTH, World, a_plain_month, a_world
from tests.support.roles import may_add_statements

pytestmark = pytest.mark.database


@pytest.fixture(params=["current", "old"])
def world(empty_database: Database, request: pytest.FixtureRequest) -> World:
    world = a_world(empty_database, [12], request.param)
    may_add_statements(empty_database)
    a_plain_month(world)
    world.run()
    return world


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    folder.chmod(0o2770)
    return folder


def written(world: World, shelf: Path, *formats: Format) -> Written:
    to = Destination(shelf.parent / "statements", formats or ALL_FORMATS, shelf)
    return write_statements(world.a_run(), [MONTH], [12], to)


def documents(world: World) -> list[Record]:
    return world.rows(
        "SELECT d.*, c.title, c.description, c.fromdate, c.todate FROM documents d "
        "JOIN documentcontents c ON c.docid = d.id WHERE d.type = -10 ORDER BY d.id"
    )


def attachments(world: World) -> list[Record]:
    return world.rows("SELECT * FROM documentattachments ORDER BY id")


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_document_as_the_billing_batch_of_lms_makes_one(world: World, shelf: Path) -> None:
    done = written(world, shelf)
    assert "1 became documents of LMS's" in done.describe()
    (document,) = documents(world)
    (invoice,) = world.rows("SELECT * FROM documents WHERE type = 1")
    assert document["reference"] == invoice["id"]
    same = ("customerid", "divisionid", "name", "address", "zip", "city", "ten", "div_name")
    assert [document[name] for name in same] == [invoice[name] for name in same]
    assert (document["closed"], document["cdate"]) == (1, world.now)
    assert not document["numberplanid"]
    assert not document["fullnumber"]
    assert document["title"] == "Szczegółowy wykaz wykonanych usług, październik 2026"
    assert document["description"].startswith("Połączeń: 2, brutto: 1.52 zł. ")
    start, end = local_midnight(MONTH.first_day), local_midnight(MONTH.end) - 1
    assert (document["fromdate"], document["todate"]) == (start, end)


def test_the_files_lie_where_lms_looks_for_them(world: World, shelf: Path) -> None:
    written(world, shelf)
    found = attachments(world)
    assert [(row["filename"], row["contenttype"]) for row in found] == [
        ("wykaz-12-2026-10.pdf", "application/pdf"),
        ("wykaz-12-2026-10.csv", "text/csv"),
    ]
    kind = "type" if "type" in found[0] else "main"
    assert [row[kind] for row in found] == [1, 0]
    for row in found:
        path = shelf / row["md5sum"][:2] / row["md5sum"]
        content = path.read_bytes()
        assert content == (shelf.parent / "statements" / row["filename"]).read_bytes()
        assert md5(content, usedforsecurity=False).hexdigest() == row["md5sum"]
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert path.stat().st_gid == shelf.stat().st_gid
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o2770
    assert len(files_in(shelf)) == len(found)


def test_a_second_run_changes_nothing(world: World, shelf: Path) -> None:
    written(world, shelf)
    before = documents(world), attachments(world), files_in(shelf)
    done = written(world, shelf)
    assert (documents(world), attachments(world), files_in(shelf)) == before
    assert "0 became documents of LMS's, 1 were there already" in done.describe()


def test_a_renamed_terminal_is_no_other_statement(world: World, shelf: Path) -> None:
    written(world, shelf)
    world.database.execute_text("UPDATE hv_terminal_history SET name = 'nowa nazwa'")
    written(world, shelf)
    assert len(documents(world)) == 1


def test_a_format_that_was_left_out_is_attached_later(world: World, shelf: Path) -> None:
    written(world, shelf, Format.CSV)
    written(world, shelf, Format.PDF)
    assert len(documents(world)) == 1
    found = attachments(world)
    kind = "type" if "type" in found[0] else "main"
    assert [(row["contenttype"], row[kind]) for row in found] == [
        ("text/csv", 1),
        ("application/pdf", 0),
    ]


def test_what_was_billed_since_makes_another_document(world: World, shelf: Path) -> None:
    written(world, shelf)
    world.call((100, 200), "3.0000")
    world.now = local_midnight(Month(2026, 12).first_day) + 3 * 3600
    world.cover(Month(2026, 11))
    late(world)
    done = written(world, shelf)
    first, second = documents(world)
    assert first["title"] == second["title"]
    assert first["description"] != second["description"]
    assert not second["reference"]  # it is of two invoices
    assert "1 of them beside an older one, as more was billed since" in done.describe()


def late(world: World) -> InvoiceRunSummary:
    world.request = replace(world.request, today=Month(2026, 12).first_day)
    return world.run()


def test_a_statement_is_never_taken_for_an_invoice(world: World, shelf: Path) -> None:
    written(world, shelf)
    before = world.snapshot()
    (fate,) = read_back(world.a_run(), ISSUE_DAY)
    assert (fate.state, fate.document.correction.count) == (DocumentState.LIVE, 0)
    assert world.run().issued == []
    assert world.snapshot() == before
    # A later month, whose lines are to be added to an invoice that is there.
    world.with_settings(add_new_invoices=False)
    world.cover(Month(2026, 11))
    world.call((100, 200), "3.0000", "2026-11-15 10:00:00")
    world.now = local_midnight(Month(2026, 12).first_day) + 3 * 3600
    (issued,) = late(world).issued
    assert issued.docid not in {row["id"] for row in documents(world)}
    assert issued.full_number == "2/LMS/2026"


def test_a_file_without_row_is_all_that_a_refused_row_leaves(
    world: World, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise StorageError("refused")

    monkeypatch.setattr(BillingDocuments, "attach", refused)
    with pytest.raises(StorageError, match="refused"):
        written(world, shelf)
    assert (documents(world), attachments(world)) == ([], [])
    assert len(files_in(shelf)) == 2


@pytest.mark.parametrize("named", ["missing", "a file"])
def test_a_folder_that_cannot_be_written_is_refused_before_anything(
    world: World, tmp_path: Path, named: str
) -> None:
    folder = tmp_path / "x"
    if named == "a file":
        folder.write_text("")
    with pytest.raises(ConfigurationError, match="HIPERUS_LMS_DOCUMENTS") as caught:
        written(world, folder)
    assert str(caught.value).endswith("Nothing was written.")
    assert not (tmp_path / "statements").exists()
    assert documents(world) == []


def test_an_lms_without_such_documents_gets_none_and_it_is_said_once(
    world: World, shelf: Path
) -> None:
    world.database.execute_text("DROP TABLE documentattachments")
    assert_does_without(world, shelf)


def test_without_the_grant_the_script_is_named(empty_database: Database, shelf: Path) -> None:
    world = a_world(empty_database, [12])
    a_plain_month(world)
    world.run()
    assert_does_without(world, shelf)


def assert_does_without(world: World, shelf: Path) -> None:
    told: list[str] = []
    to = Destination(shelf.parent / "statements", ALL_FORMATS, shelf)
    done = write_statements(world.a_run(), [MONTH], [12], to, told.append)
    (line,) = told
    assert line.startswith("HIPERUS_LMS_DOCUMENTS is set, but LMS shows no documents with files")
    assert f"{world.database.dialect}_statement_documents.sql" in line
    assert (done.statements, done.added, files_in(shelf)) == (1, None, {})
    assert world.rows("SELECT id FROM documents WHERE type = -10") == []
