"""A call belongs to whoever had its terminal's name when it started, if all evidence agrees."""

from __future__ import annotations

import pytest

from hiperus.calls.rules import links
from hiperus.calls.rules.links import FOREVER, AccountSpan, Caller, Directory, Link, TerminalSpan


def terminal(number: int, account: int, name: str = "t1", *span: int) -> TerminalSpan:
    start, end = span or (0, FOREVER)
    return TerminalSpan(number, account, name, start, end)


def account(number: int, customer: int = 17, name: str = "Gęś", *span: int) -> AccountSpan:
    start, end = span or (0, FOREVER)
    return AccountSpan(number, name, customer, start, end)


CALLER = Caller("t1", 17, "Gęś")


@pytest.mark.parametrize(
    ("caller", "terminals", "accounts", "expected"),
    [
        (CALLER, [terminal(1, 5)], [account(5)], Link(links.BY_CUSTOMER, 1, 5, 17)),
        (Caller("t1", 17, "Kot"), [terminal(1, 5)], [account(5)],
         Link(links.BY_CUSTOMER, 1, 5, 17)),
        (Caller("t1", 0, "Gęś"), [terminal(1, 5)], [account(5, 0)],
         Link(links.BY_NAME, 1, 5, None)),
        (Caller("t1", 0, "Gęś"), [terminal(1, 5)], [account(5)], Link(links.BY_NAME, 1, 5, 17)),
        (Caller("t1", 0, ""), [terminal(1, 5)], [account(5)], Link(links.BY_TERMINAL, 1, 5, 17)),
        (Caller("t1", 18, "Gęś"), [terminal(1, 5)], [account(5)], Link(links.DISAGREES)),
        (Caller("t1", 0, "gęś"), [terminal(1, 5)], [account(5)], Link(links.DISAGREES)),
        (Caller("T1", 17, "Gęś"), [terminal(1, 5)], [account(5)],
         Link(links.UNKNOWN_TERMINAL_BY_CUSTOMER, None, 5, 17)),
        (Caller("T1", 18, "Gęś"), [terminal(1, 5)], [account(5)], Link(links.UNKNOWN_TERMINAL)),
        (Caller("T1", 17, "Gęś"), [], [account(5), account(6, 17, "Kot")],
         Link(links.UNKNOWN_TERMINAL_BY_NAME, None, 5, 17)),
        (Caller("T1", 17, "x"), [], [account(5), account(6)], Link(links.UNKNOWN_TERMINAL)),
        (CALLER, [terminal(1, 5)], [], Link(links.UNKNOWN_ACCOUNT)),
        (CALLER, [], [account(5, 18)], Link(links.UNKNOWN_TERMINAL)),
        (CALLER, [terminal(1, 5), terminal(2, 6)], [account(5), account(6, 18)],
         Link(links.BY_CUSTOMER, 1, 5, 17)),
        (CALLER, [terminal(1, 5), terminal(2, 6)], [account(5), account(6)],
         Link(links.SEVERAL_TERMINALS)),
        (CALLER, [terminal(1, 5), terminal(2, 6)], [account(5), account(6, 17, "Kot")],
         Link(links.BY_CUSTOMER, 1, 5, 17)),
        (Caller("", 17, "x"), [], [account(5)], Link(links.BY_CUSTOMER_ALONE, None, 5, 17)),
        (Caller("", 17, "Gęś"), [], [account(5), account(6, 17, "Kot")],
         Link(links.BY_CUSTOMER_AND_NAME, None, 5, 17)),
        (Caller("", 17, "x"), [], [account(5), account(6)], Link(links.SEVERAL_ACCOUNTS)),
        (Caller("", 18, "Gęś"), [], [account(5)], Link(links.UNKNOWN_CUSTOMER)),
        (Caller("", 0, "Gęś"), [], [account(5)], Link(links.NOTHING_KNOWN)),
    ],
)  # fmt: skip
def test_the_evidence_decides(
    caller: Caller, terminals: list[TerminalSpan], accounts: list[AccountSpan], expected: Link
) -> None:
    assert Directory(terminals, accounts).link(caller, 1000) == expected


def test_a_terminal_that_moved_bills_each_account_for_its_own_calls() -> None:
    moved = [terminal(1, 5, "t1", 0, 100), terminal(1, 6, "t1", 100, FOREVER)]
    directory = Directory(moved, [account(5), account(6)])
    spans = directory.spans(CALLER)
    assert [(span.valid_to, span.link.account_id) for span in spans] == [(100, 5), (FOREVER, 6)]
    assert directory.link(CALLER, 99).account_id == 5
    assert directory.link(CALLER, 100).account_id == 6


def test_a_reused_name_links_by_the_time_of_the_call() -> None:
    reused = [terminal(1, 5, "t1", 0, 100), terminal(2, 6, "t1", 200, FOREVER)]
    spans = Directory(reused, [account(5), account(6)]).spans(CALLER)
    assert [span.link.terminal_id for span in spans] == [1, None, 2]
    assert spans[1].link.rule == links.UNKNOWN_TERMINAL


def test_before_the_first_import_the_oldest_known_state_counts() -> None:
    directory = Directory([terminal(1, 5)], [account(5)])
    assert directory.link(CALLER, -3600).terminal_id == 1
    late = Directory([terminal(1, 5, "t1", 50, FOREVER)], [account(5)])
    assert late.link(CALLER, 49).terminal_id is None


# Between two imports, at 50 and at 100, the platform changed something: both states are candidates.


def test_a_rename_is_followed_from_the_moment_it_may_have_been_made() -> None:
    renamed = [terminal(1, 5, "old", 0, 100), terminal(1, 5, "new", 50, FOREVER)]
    directory = Directory(renamed, [account(5)])
    for name, instant, found in [("old", 99, 1), ("new", 50, 1), ("new", 49, None)]:
        link = directory.link(Caller(name, 17, "Gęś"), instant)
        assert (link.terminal_id, link.account_id) == (found, 5)
    assert directory.link(Caller("old", 17, "Gęś"), 100).terminal_id is None


def test_a_move_to_another_account_is_told_by_the_customer_on_the_call() -> None:
    moved = [terminal(1, 5, "t1", 0, 100), terminal(1, 6, "t1", 50, FOREVER)]
    directory = Directory(moved, [account(5), account(6, 18, "Kot")])
    assert directory.link(CALLER, 75).account_id == 5
    assert directory.link(Caller("t1", 18, "Kot"), 75).account_id == 6


def test_a_corrected_customer_is_told_by_the_customer_on_the_call() -> None:
    states = [account(5, 17, "Gęś", 0, 100), account(5, 18, "Gęś", 50, FOREVER)]
    directory = Directory([terminal(1, 5)], states)
    assert directory.link(CALLER, 75).customer_id == 17
    assert directory.link(Caller("t1", 18, "Gęś"), 75).customer_id == 18
    assert directory.link(Caller("t1", 0, "Gęś"), 75) == Link(links.SEVERAL_CUSTOMERS)


def test_a_change_of_nothing_that_calls_name_is_no_doubt() -> None:
    dearer = [terminal(1, 5, "t1", 0, 100), terminal(1, 5, "t1", 50, FOREVER)]
    assert Directory(dearer, [account(5)]).link(CALLER, 75) == Link(links.BY_CUSTOMER, 1, 5, 17)
    moved = [terminal(1, 5, "t1", 0, 100), terminal(1, 6, "t1", 50, FOREVER)]
    same = Directory(moved, [account(5), account(6)]).link(CALLER, 75)
    assert (same.terminal_id, same.account_id, same.customer_id) == (1, 6, 17)
