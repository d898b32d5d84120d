"""Stand-ins for the outside world that a test fills by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hiperus.domain.cdr import BillingQuery, CdrRow
from hiperus.domain.ports import PlatformRow

Arguments = Mapping[str, object]
Answer = list[PlatformRow] | Callable[[Arguments], list[PlatformRow]] | Exception


class FakePlatform:
    """A platform that answers each action as told, and remembers what it was asked.

    An answer is a list of rows, a function of the arguments, or an exception to raise. An action
    without an answer is a mistake of the test.
    """

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        """Take the answers by action."""
        self.answers: dict[str, Answer] = dict(answers or {})
        self.asked: list[tuple[str, Arguments]] = []

    def rows(self, action: str, arguments: Arguments | None = None) -> list[PlatformRow]:
        self.asked.append((action, dict(arguments or {})))
        answer = self.answers[action]
        if isinstance(answer, Exception):
            raise answer
        return answer(arguments or {}) if callable(answer) else list(answer)

    def billing_page(self, query: BillingQuery, offset: int, limit: int) -> Iterator[list[CdrRow]]:
        raise NotImplementedError("This fake has no calls.")

    @property
    def page_size(self) -> int:
        return 1000


class FakeReseller(FakePlatform):
    """A reseller's accounts, kept as plain rows that a test changes between two imports."""

    def __init__(self) -> None:
        """Start with two accounts, three terminals and what belongs to them."""
        super().__init__(
            {
                "GetCustomerList": lambda _: list(self.accounts.values()),
                "GetCustomerData": lambda a: [self.accounts[str(a["id_customer"])]],
                "GetTerminalList": lambda a: self.terminals.get(str(a["id_customer"]), []),
                "GetExtensionList": lambda a: self.numbers.get(str(a["id_customer"]), []),
                "GetEndUserAuthList": lambda a: self.end_users.get(str(a["id_customer"]), []),
                "GetPlatformNumberingRange": lambda _: self.ranges,
                "GetPlatformNumberingUsage": lambda a: self.usage[str(a["id_platform_numbering"])],
                "GetCustomerPricelistList": lambda _: self.price_lists,
                "GetSubscriptionList": lambda _: self.subscriptions,
                "CheckLogin": lambda _: [self.login],
            }
        )
        self.accounts = {
            "12001": an_account("12001", name="Świętosława Śliwa", ext_billing_id="1001"),
            "12002": an_account("12002", name="Żaneta Ćwikła", ext_billing_id=None),
        }
        self.terminals = {
            "12001": [a_terminal("24001"), a_terminal("24002", username="term'2?%s")],
            "12002": [a_terminal("24003")],
        }
        self.numbers = {
            "12001": [a_number("300001"), a_number("300002")],
            "12002": [a_number("300003")],
        }
        self.end_users = {"12001": [an_end_user("40001")]}
        self.ranges = [a_range("1"), a_range("2", description="Wrocław")]
        self.usage = {
            "1": [a_usage("48420000001", id_customer="12001"), a_usage("48420000002")],
            "2": [a_usage("48710000001", id_customer="12002")],
        }
        self.price_lists = [
            {"id": "1", "name": "Standard", "charge_internal_call": "f"},
            {"id": "2", "name": "Złoty cennik", "charge_internal_call": "t"},
        ]
        self.subscriptions = [
            a_subscription("1", name="VoIP Łączność", invoice_value="24.39"),
            a_subscription("2", name="VoIP Grosz", invoice_value="0.01"),
        ]
        self.login = {"logged": "t", "voip_services": "t", "wlr_services": "f"}


def an_account(identity: str, **changes: str | None) -> dict[str, str | None]:
    """A customer record as `GetCustomerList` sends it."""
    address = {"address": "Świętego Jana", "street_number": "31", "city": "Łódź"}
    billing = {f"b_{name}": value for name, value in address.items()}
    return {
        "id": identity,
        "name": f"Konto {identity}",
        "id_reseller": "77",
        "email": f"k{identity}@example.pl",
        **address,
        **billing,
        "apartment_number": None,
        "b_name": f"Konto {identity}",
        "b_nip": "",
        "ext_billing_id": identity,
        "issue_invoice": "t",
        "id_default_pricelist": "2",
        "id_default_balance": "5001",
        "payment_type": "postpaid",
        "is_wlr": "f",
        "active": "t",
        "create_date": "2015-08-21 10:01:00",
        "consent_data_processing": "t",
        "platform_user_add_stamp": f"panel:{identity}",
        "open_registration": "f",
        "is_removed": "f",
        "id_customer_postpaid_limit": None,
        **changes,
    }


def a_terminal(identity: str, **changes: str | None) -> dict[str, str | None]:
    """A terminal record as `GetTerminalList` sends it."""
    return {
        "id": identity,
        "id_customer": "12001",
        "username": f"term{identity}",
        "password": f"haslo-{identity}",
        "screen_numbers": "t",
        "t38_fax": "f",
        "customer_name": "Świętosława Śliwa",
        "id_pricelist": "2",
        "pricelist_name": "Złoty cennik",
        "balance_value": "0.00",
        "id_auth": "0",
        "id_subscription": "1",
        "subscription_from": "2015-01-01",
        "subscription_to": None,
        "value_left": "12.30",
        "id_terminal_location": "101",
        "area_code": "42",
        "borough": "Łódź-Bałuty",
        "county": "Łódź",
        "province": "łódzkie",
        "sip_proxy": "sip.example.pl",
        "subscriptions": "VoIP 19,99",
        "extensions": "48420000001\n",
        **changes,
    }


def a_number(identity: str, **changes: str | None) -> dict[str, str | None]:
    """A number record as `GetExtensionList` sends it."""
    return {
        "id": identity,
        "number": f"420{identity}",
        "country_code": "48",
        "extension": f"48420{identity}",
        "is_main": "t",
        "disa_enabled": "f",
        "clir": "t",
        "virtual_fax": "f",
        "voicemail_enabled": "t",
        "terminal_name": "term24001",
        "id_auth": None,
        "temp_number": "f",
        "create_date": "2015-08-21 10:01:00",
        **changes,
    }


def an_end_user(identity: str, **changes: str | None) -> dict[str, str | None]:
    """An end user record as `GetEndUserAuthList` sends it."""
    return {
        "id": identity,
        "email": "k1@example.pl",
        "password": "tajne",
        "admin": "f",
        "vm_count": "0",
        "fax_count": "1",
        "exten_count": "1",
        "vexten_count": None,
        **changes,
    }


def a_range(identity: str, **changes: str | None) -> dict[str, str | None]:
    """A number range as `GetPlatformNumberingRange` sends it."""
    return {
        "id": identity,
        "range_start": "48420000000",
        "range_end": "48420009999",
        "description": "Łódź - pula główna",
        "id_reseller": "77",
        "country_code": "48",
        "open_registration": "f",
        **changes,
    }


def a_usage(extension: str, **changes: str | None) -> dict[str, str | None]:
    """A number of a range as `GetPlatformNumberingUsage` sends it; free unless told."""
    return {
        "extension": extension,
        "number": extension[2:],
        "id_customer": None,
        "country_code": "48",
        "customer_name": None,
        **changes,
    }


def a_subscription(identity: str, **changes: str | None) -> dict[str, str | None]:
    """A subscription record as `GetSubscriptionList` sends it."""
    return {
        "id": identity,
        "name": f"VoIP {identity}",
        "value": "8.13",
        "f_dld": "0",
        "f_mobile": "",
        "f_ild": None,
        "id_reseller": "77",
        "invoice_value": "8.13",
        **changes,
    }
