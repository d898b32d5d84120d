"""The pack has Polish words for every code that it can meet."""

from hiperus.calls.rules import links
from hiperus.domain.cdr import CallType
from hiperus.domain.states import LoadStatus
from hiperus.invoices.rules.fates import DocumentState, EInvoiceState, MailState
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import InvoiceKind, LineKind
from hiperus.invoices.rules.premium import WithheldState
from hiperus.invoices.rules.state_reasons import ReasonCode, above_bound, in_words
from hiperus.statements.rules import complaint_words as words
from hiperus.statements.rules.complaint_calls import Belonging
from hiperus.statements.rules.complaint_words import reason_said, said


def test_every_code_has_words() -> None:
    rules = {v for k, v in vars(links).items() if k.isupper() and isinstance(v, str)}
    assert rules == words.LINK_RULES.keys()
    assert {b for b in Belonging if b.is_in} == words.BELONGINGS.keys()
    assert set(WithheldState) <= words.CALL_STATES.keys()
    for codes, texts in (
        (CallType, words.CALL_TYPES),
        (InvoiceKind, words.INVOICE_KINDS),
        (InvoiceState, words.INVOICE_STATES),
        (LineKind, words.LINE_KINDS),
        (ReasonCode, words.INVOICE_REASONS),
        (DocumentState, words.DOCUMENT_STATES),
        (MailState, words.MAIL),
        (EInvoiceState, words.EINVOICES),
        (LoadStatus, words.LOAD_STATES),
    ):
        assert set(codes) == texts.keys()  # type: ignore[call-overload]


def test_a_code_without_words_stands_as_it_is() -> None:
    assert said(words.STAMPS, "premium_withheld") == "premium_withheld"
    assert said(words.STAMPS, None) == ""


def test_a_persons_words_stand_behind_the_reason() -> None:
    assert reason_said(in_words(ReasonCode.VOID, "pomyłka")).endswith(": pomyłka")
    assert ":" not in reason_said(above_bound(1, 2))  # type: ignore[arg-type]
