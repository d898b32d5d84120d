"""The old script's mistakes that cost money, each with a scenario and a mutant that it catches.

Each scenario runs as it is, and with our code changed back into the mistake (the mutant), where it
must fail; so that no scenario passes by chance.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from dev.lms.seed import SeedCustomer
from dev.servers.postgres import PostgresServer
from hiperus.errors import HiperusError
from hiperus.storage.database import Database
from tests.support import mistakes_calls as calls
from tests.support import mistakes_documents as documents
from tests.support.builders_invoices import World, a_world
from tests.support.roles import connect

pytestmark = pytest.mark.database


@dataclass(frozen=True)
class Mistake:
    """A mistake by its number in the list, what must come out, and how to make it again."""

    number: str
    scenario: Callable[[World], None]
    mutant: Callable[[pytest.MonkeyPatch], None]
    customers: tuple[SeedCustomer | int, ...] = (12, 13)


MISTAKES = [
    Mistake("1", documents.a_rerun_invoices_nobody_again, documents.forgetting_what_was_issued),
    Mistake(
        "2",
        documents.calls_are_billed_whatever_the_subscription,
        documents.only_calls_with_a_subscription,
    ),
    Mistake(
        "3",
        documents.the_number_stands_in_the_full_number,
        documents.the_plans_id_in_the_full_number,
    ),
    Mistake(
        "4",
        documents.lines_are_added_once_and_for_both_accounts,
        documents.the_second_account_is_dropped,
    ),
    Mistake(
        "4",
        documents.lines_are_added_once_and_for_both_accounts,
        documents.forgetting_what_was_issued,
    ),
    Mistake(
        "5",
        documents.a_customer_without_a_country_is_invoiced,
        documents.none_is_always_zero,
        documents.NO_COUNTRY,
    ),
    Mistake(
        "5",
        documents.accounts_without_a_customer_are_listed_with_their_sums,
        documents.passed_over_without_a_word,
    ),
    Mistake(
        "6", documents.lines_and_ledger_hold_the_same_grosze, documents.lines_with_five_decimals
    ),
    Mistake(
        "7", calls.names_with_quotes_and_question_marks_are_billed, calls.names_that_match_nothing
    ),
    Mistake("8", calls.an_account_of_the_last_evening_is_billed, calls.times_compared_as_text),
    Mistake(
        "9",
        documents.the_number_is_taken_inside_the_transaction,
        documents.the_number_was_taken_before,
    ),
    Mistake("9", documents.failed_inactive_and_removed_are_listed, documents.nothing_is_listed),
    Mistake(
        "9",
        documents.in_advance_bills_the_month_of_issue,
        documents.in_advance_changes_only_the_text,
    ),
    Mistake("9", documents.the_tax_is_one_that_is_valid, documents.the_tax_is_found_by_its_value),
    Mistake(
        "9",
        documents.a_terminal_without_numbers_leaves_one_blank,
        documents.placeholders_replaced_one_by_one,
    ),
    Mistake(
        "10",
        calls.calls_without_a_terminal_name_are_billed,
        calls.calls_without_a_terminal_are_dropped,
    ),
    Mistake(
        "10", calls.calls_linked_later_are_billed_later, calls.only_the_billed_month_is_looked_at
    ),
    Mistake("11", calls.repriced_calls_are_settled, calls.changes_are_never_looked_at),
    Mistake(
        "12",
        calls.calls_with_ids_above_two_to_the_31_are_billed,
        calls.ids_above_two_to_the_31_are_lost,
    ),
    Mistake("14", calls.an_empty_invoice_flag_is_not_invoiced, calls.invoiced_all_the_same),
    Mistake(
        "19",
        calls.a_month_ends_at_local_midnight_also_around_the_change_of_time,
        calls.months_end_so_many_seconds_after_they_began,
    ),
]


def named(mistake: Mistake) -> str:
    return f"{mistake.number}-{mistake.scenario.__name__}-not-{mistake.mutant.__name__}"


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_the_old_mistake_is_not_made(empty_database: Database, mistake: Mistake) -> None:
    world = a_world(empty_database, mistake.customers)
    mistake.scenario(world)


@pytest.fixture
def postgres_world(postgres_server: PostgresServer) -> Iterator[Callable[..., World]]:
    """A world on PostgreSQL: what a mutant breaks does not depend on the database."""
    name = f"t{uuid.uuid4().hex[:12]}"
    with connect(postgres_server.create_database(name)) as database:
        yield lambda customers: a_world(database, customers)
    postgres_server.drop_database(name)


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_the_mutant_is_caught(
    postgres_world: Callable[..., World], mistake: Mistake, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = postgres_world(mistake.customers)
    mistake.mutant(monkeypatch)
    with pytest.raises((AssertionError, HiperusError)):
        mistake.scenario(world)
