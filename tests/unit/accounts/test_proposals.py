"""Proposals of links: by NIP, else by name and post code; only what is unique on both sides."""

from __future__ import annotations

from hiperus.accounts.rules.proposals import Party, Proposal, ProposedBy, propose


def party(number: int, name: str = "", nip: str = "", code: str = "") -> Party:
    return Party(number, (name,), nip, (code,))


def test_the_same_nip_however_it_is_written() -> None:
    found = propose([party(1, "A", "PL 525-10-08-100")], [party(12, "B", "5251008100")])
    assert found == {1: Proposal(12, "B", ProposedBy.NIP)}


def test_a_nip_that_two_have_proposes_nobody() -> None:
    one, two = party(1, nip="5251008100"), party(2, nip="5251008100")
    assert propose([one, two], [party(12, nip="5251008100")]) == {}
    assert propose([one], [party(12, nip="5251008100"), party(13, nip="525-100-81-00")]) == {}


def test_an_unfinished_nip_is_none() -> None:
    assert propose([party(1, "A", "52510")], [party(12, "B", "52510")]) == {}


def test_name_and_post_code_whatever_order_and_signs() -> None:
    found = propose(
        [party(1, 'Żuk "Synowie" Sp. z o.o.', code="00-950")],
        [party(12, "ŻUK SYNOWIE sp z o o", code="00950"), party(13, "Żuk", code="00-950")],
    )
    assert found == {1: Proposal(12, "ŻUK SYNOWIE sp z o o", ProposedBy.NAME)}
    assert propose([party(1, "Jan Kot", code="00-950")], [party(12, "Kot Jan", code="00-950")])


def test_a_name_alone_or_at_another_place_is_not_enough() -> None:
    assert propose([party(1, "Jan Kot")], [party(12, "Jan Kot")]) == {}
    assert (
        propose([party(1, "Jan Kot", code="00-950")], [party(12, "Jan Kot", code="00-951")]) == {}
    )


def test_another_nip_speaks_against_the_same_name() -> None:
    account = party(1, "Kot", "5251008100", "00-950")
    assert propose([account], [party(12, "Kot", "7792369887", "00-950")]) == {}
    assert propose([account], [party(12, "Kot", "", "00-950")])[1].by is ProposedBy.NAME
