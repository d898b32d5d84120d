"""The line that a person reads after an import."""

from hiperus.accounts.rules.categories import Category
from hiperus.accounts.summary import ImportSummary


def test_no_change_is_said_plainly() -> None:
    summary = ImportSummary(Category.TERMINALS, fetched=3, unchanged=3)
    assert summary.describe() == "terminals: 3 fetched, nothing changed"


def test_changes_are_counted_and_notes_follow() -> None:
    summary = ImportSummary(
        Category.CUSTOMERS,
        fetched=5,
        inserted=1,
        updated=2,
        unchanged=1,
        deleted=3,
        quarantined=1,
        notes=("3 terminals went with their accounts",),
    )
    assert summary.describe() == (
        "customers: 5 fetched, 1 added, 2 changed, 3 removed, 1 as they were, "
        "1 set aside in hv_quarantine; 3 terminals went with their accounts"
    )
