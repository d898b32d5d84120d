"""The words of a complaint pack, in Polish: rules of links, reasons, states, kinds of changes."""

from __future__ import annotations

from collections.abc import Mapping

from hiperus.calls.rules import links
from hiperus.domain.cdr import CallType
from hiperus.invoices.rules.fates import DocumentState, EInvoiceState, MailState
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import InvoiceKind, LineKind
from hiperus.invoices.rules.premium import WithheldState
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.state_reasons import ReasonCode, StateReason
from hiperus.statements.rules.complaint_calls import Belonging

LINK_RULES: Mapping[str, str] = {
    links.BY_CUSTOMER: "terminal o tej nazwie należał do konta; identyfikator klienta się zgadza",
    links.BY_NAME: "terminal o tej nazwie należał do konta; nazwa konta się zgadza",
    links.BY_TERMINAL: "terminal o tej nazwie należał do konta; połączenie nie podaje klienta",
    links.BY_CUSTOMER_ALONE: "połączenie nie podaje terminala; klient miał jedno konto",
    links.BY_CUSTOMER_AND_NAME: (
        "połączenie nie podaje terminala; konto wskazał identyfikator klienta i nazwa konta"
    ),
    links.UNKNOWN_TERMINAL_BY_CUSTOMER: (
        "terminala nie było na żadnej liście platformy; klient miał jedno konto"
    ),
    links.UNKNOWN_TERMINAL_BY_NAME: (
        "terminala nie było na żadnej liście platformy; konto wskazał identyfikator klienta i nazwa"
    ),
    links.UNKNOWN_TERMINAL: "nie ustalono: terminal jest nieznany",
    links.UNKNOWN_ACCOUNT: "nie ustalono: konto terminala jest nieznane",
    links.UNKNOWN_CUSTOMER: "nie ustalono: podany klient nie miał żadnego konta",
    links.DISAGREES: "nie ustalono: terminal i klient się nie zgadzają",
    links.SEVERAL_TERMINALS: "nie ustalono: pasuje kilka terminali",
    links.SEVERAL_CUSTOMERS: "nie ustalono: pasuje kilku klientów",
    links.SEVERAL_ACCOUNTS: "nie ustalono: pasuje kilka kont",
    links.NOTHING_KNOWN: "nie ustalono: połączenie nie podaje ani terminala, ani klienta",
    links.FAULTY_NAME: "nie ustalono: nazwa na połączeniu jest nieczytelna",
}
BELONGINGS: Mapping[Belonging, str] = {
    Belonging.BILLED: "rozliczyła je faktura tego klienta",
    Belonging.LINKED: "należy do tego klienta",
    Belonging.FIRST_LINKED: "konto nie miało wtedy klienta; pierwszym był ten klient",
    Belonging.NAMED: "nie należy do nikogo, ale wskazuje tego klienta",
}
CALL_TYPES: Mapping[str, str] = {
    CallType.OUTGOING: "wychodzące",
    CallType.INCOMING: "przychodzące",
    CallType.DISA: "DISA",
    CallType.FORWARDED: "przekierowane",
    CallType.INTERNAL: "wewnętrzne",
    CallType.VPBX: "centrala (VPBX)",
}
STAMPS: Mapping[str, str] = {
    "billed": "na pozycji faktury",
    "increase": "dopłata: połączenie podrożało po wystawieniu faktury",
    Reason.ZERO: "bezpłatne",
    Reason.FAILED_CALL: "nieudane: nie jest fakturowane",
    Reason.NO_SUBSCRIPTION: "terminal bez abonamentu: nie jest fakturowane",
    Reason.NEGATIVE: "kwota ujemna: nie jest fakturowane",
}
CALL_STATES: Mapping[str, str] = {
    **STAMPS,
    "billed": "na fakturze",
    "billed_vanished": "na fakturze, choć platforma już go nie podaje: do skorygowania",
    "vanished": "platforma już go nie podaje: nie jest fakturowane",
    "failed": "nieudane, bez kosztu",
    "free": "bezpłatne",
    "others": "na fakturze innego abonenta",
    WithheldState.WITHHELD: "wstrzymane: ponad limitem usług o podwyższonej opłacie",
    WithheldState.RELEASED: "zwolnione mimo limitu: będzie na następnej fakturze",
    WithheldState.WRITTEN_OFF: "umorzone: ponad limitem usług o podwyższonej opłacie",
    "open": "jeszcze na żadnej fakturze",
}
"""What became of a call; a call that invoices only settled has the reason of its stamp."""
REVISIONS: Mapping[str, str] = {
    "changed": "zmienione przez platformę",
    "vanished": "platforma przestała je podawać",
    "restored": "platforma podaje je znowu",
    "replaced": "usunięte przy pełnym odświeżeniu",
}
FIELDS: Mapping[str, str] = {
    "id": "id",
    "start_time": "początek",
    "duration": "czas (s)",
    "calltype": "kierunek",
    "type": "rodzaj",
    "caller": "numer dzwoniący",
    "bill_cpb": "numer wybrany",
    "country": "kraj",
    "description": "opis kierunku",
    "operator": "operator",
    "cost": "koszt netto",
    "price": "stawka",
    "init_charge": "opłata za zestawienie",
    "subscription_used": "z pakietu",
    "success_call": "udane",
    "rel_cause": "przyczyna zakończenia (Q.850)",
    "customerid": "konto (id)",
    "customer_name": "nazwa konta",
    "ext_billing_id": "klient (id)",
    "terminal_name": "terminal",
    "platform_type": "platforma",
}
"""What is shown of a version. What the provider pays for a call is not the subscriber's matter."""
INVOICE_KINDS: Mapping[str, str] = {
    InvoiceKind.REGULAR: "zwykła",
    InvoiceKind.ADJUSTMENT: "uzupełniająca (późne połączenia)",
}
INVOICE_STATES: Mapping[str, str] = {
    InvoiceState.DRAFT: "szkic",
    InvoiceState.APPROVED: "zatwierdzona, jeszcze niewystawiona",
    InvoiceState.ISSUED: "wystawiona",
    InvoiceState.PARKED: "wstrzymana",
    InvoiceState.SKIPPED: "nic do zapłaty",
    InvoiceState.VOID: "porzucona",
}
LINE_KINDS: Mapping[str, str] = {
    LineKind.SUBSCRIPTION: "abonament",
    LineKind.CALLS: "połączenia",
}
INVOICE_REASONS: Mapping[ReasonCode, str] = {
    ReasonCode.NO_DIVISION: "klient nie ma oddziału w LMS",
    ReasonCode.NO_ADDRESS: "klient nie ma adresu rozliczeniowego",
    ReasonCode.NO_PLAN: "brak planu numeracji dla klienta",
    ReasonCode.PLAN_OVER: "plan numeracji się skończył",
    ReasonCode.PLAN_NOT_BEGUN: "plan numeracji jeszcze się nie zaczął",
    ReasonCode.PLAN_OF_OTHER_DIVISION: "plan numeracji nie jest planem oddziału klienta",
    ReasonCode.PLAN_OF_OTHER_KIND: "plan numeracji jest dla innego rodzaju klientów",
    ReasonCode.NUMBER_TAKEN: "numer faktury jest już zajęty",
    ReasonCode.NUMBER_TOO_LONG: "numer faktury jest za długi",
    ReasonCode.PERIOD_UNKNOWN: "plan numeracji ma nieznany okres",
    ReasonCode.RECIPIENTS_DIFFER: "zobowiązania wskazują różnych odbiorców",
    ReasonCode.NO_DATE: "data abonamentu na platformie jest nieczytelna",
    ReasonCode.ABOVE_BOUND: "kwota przekracza granicę bezpieczeństwa",
    ReasonCode.SEVERAL: "kilka powodów",
    ReasonCode.REFUSED: "baza danych odrzuciła zapis",
    ReasonCode.SAFETY_BOUND: "kwoty się nie zgadzały",
    ReasonCode.NOTHING_TO_PAY: "nic do zapłaty",
    ReasonCode.RELEASED: "zwolniona przez człowieka",
    ReasonCode.VOID: "porzucona po anulowaniu lub usunięciu w LMS",
    ReasonCode.TEXT: "inny powód",
}
DOCUMENT_STATES: Mapping[str, str] = {
    DocumentState.LIVE: "jest w LMS",
    DocumentState.CANCELLED: "anulowany w LMS",
    DocumentState.DELETED: "usunięty z LMS",
}
MAIL: Mapping[str, str] = {
    MailState.NOT_WANTED: "nie dotyczy",
    MailState.WAITING: "czeka",
    MailState.MAILED: "wysłana",
    MailState.LATE: "niewysłana w swoim dniu",
}
EINVOICES: Mapping[str, str] = {
    EInvoiceState.NOT_WANTED: "nie dotyczy",
    EInvoiceState.WAITING: "czeka",
    EInvoiceState.ACCEPTED: "przyjęta",
    EInvoiceState.REFUSED: "odrzucona",
    EInvoiceState.MISSING: "brakuje w KSeF",
}
LOADS: Mapping[str, str] = {
    "cdr": "połączenia",
    "links": "ustalanie, czyje są połączenia",
    "vanished": "ocena połączeń, których platforma nie podaje",
    "replay": "ponowienie rekordów z kwarantanny",
}
ASKED_FOR: Mapping[str, str] = {
    "t": "tak",
    "f": "nie",
    "yes": "tak",
    "no": "nie",
    "all": "wszystkie",
}
LOAD_STATES: Mapping[str, str] = {
    "loaded": "wczytane",
    "empty": "puste",
    "partial": "częściowe",
    "failed": "nieudane",
}


def said(words: Mapping[str, str], code: object) -> str:
    """Return the words of a code; one without words as it is, none as nothing."""
    return "" if code is None else words.get(str(code), str(code))


def reason_said(reason: StateReason | None) -> str:
    """Return why an invoice is in its state; a person's own words behind it."""
    if reason is None:
        return ""
    words = reason.args.get("words")
    own = reason.code in (ReasonCode.VOID, ReasonCode.TEXT) and words
    return INVOICE_REASONS[reason.code] + (f": {words}" if own else "")
