"""Which field of a platform record goes into which column of which old table.

All ids are the platform's. `hv_terminal.location*` and `hv_pstnrange.ussage` belong to LMS: they
are not among the columns that an import changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """How the text of a field is read."""

    INTEGER = "a whole number"
    AMOUNT = "an amount"
    FLAG = "t or f"
    PAYMENT = "prepaid or postpaid"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One column and where its value comes from.

    Attributes:
        column: the column's name.
        kind: how the platform's text is read.
        source: the platform's name for it; empty where it is the column's.
        required: without it the record cannot be stored.
        when_empty: stored instead of nothing; also where a column of this LMS takes no NULL.
    """

    column: str
    kind: Kind = Kind.TEXT
    source: str = ""
    required: bool = False
    when_empty: int | None = None

    @property
    def key(self) -> str:
        """The name under which the platform sends it."""
        return self.source or self.column


@dataclass(frozen=True, slots=True)
class TableMap:
    """How one kind of record is stored.

    Attributes:
        table: the old table.
        what: the records in words, for messages (plural).
        fields: what the platform sends.
        key: the columns that tell two rows apart.
        account_column: where the account's id is; empty where rows belong to no account.
        given: columns whose value is known from the question, not from the answer.
        initial: LMS's own columns: set when a row is made, then left alone.
    """

    table: str
    what: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("id",)
    account_column: str = ""
    given: tuple[str, ...] = ()
    initial: dict[str, str] = field(default_factory=dict)


def _fields(kind: Kind, names: str) -> tuple[Field, ...]:
    return tuple(Field(name, kind) for name in names.split())


_ID = Field("id", Kind.INTEGER, required=True)

ACCOUNT = TableMap(
    table="hv_customers",
    what="accounts",
    account_column="id",
    fields=(
        _ID,
        *_fields(
            Kind.TEXT,
            "name email address street_number apartment_number postcode city country b_name "
            "b_address b_street_number b_apartment_number b_postcode b_city b_country b_nip "
            "b_regon create_date platform_user_add_stamp",
        ),
        *_fields(
            Kind.INTEGER, "id_reseller ext_billing_id id_default_pricelist id_default_balance"
        ),
        *_fields(
            Kind.FLAG,
            "issue_invoice is_wlr active consent_data_processing open_registration is_removed",
        ),
        Field("payment_type", Kind.PAYMENT),
    ),
)

TERMINAL = TableMap(
    table="hv_terminal",
    what="terminals",
    account_column="customerid",
    given=("customerid",),
    fields=(
        _ID,
        *_fields(
            Kind.TEXT,
            "username password customer_name pricelist_name subscription_from subscription_to "
            "area_code borough county province sip_proxy subscriptions extensions",
        ),
        *_fields(Kind.INTEGER, "id_pricelist id_auth id_subscription id_terminal_location"),
        *_fields(Kind.AMOUNT, "balance_value value_left"),
        *_fields(Kind.FLAG, "screen_numbers t38_fax"),
    ),
)

NUMBER = TableMap(
    table="hv_pstn",
    what="numbers",
    account_column="customerid",
    given=("customerid",),
    fields=(
        _ID,
        *_fields(Kind.TEXT, "extension country_code number terminal_name create_date"),
        Field("id_auth", Kind.INTEGER),
        *_fields(Kind.FLAG, "is_main disa_enabled clir virtual_fax voicemail_enabled"),
    ),
)

RANGE = TableMap(
    table="hv_pstnrange",
    what="number ranges",
    fields=(
        _ID,
        *_fields(Kind.INTEGER, "range_start range_end id_reseller"),
        *_fields(Kind.TEXT, "description country_code"),
        Field("open_registration", Kind.FLAG),
    ),
    initial={"ussage": "t"},
)

USAGE = TableMap(
    table="hv_pstnusage",
    what="numbers of ranges",
    key=("extension", "idrange"),
    given=("idrange",),
    fields=(
        Field("extension", Kind.INTEGER, required=True),
        Field("number", Kind.INTEGER),
        # 0 is how the old panel knows a free number.
        Field("customerid", Kind.INTEGER, source="id_customer", when_empty=0),
        *_fields(Kind.TEXT, "country_code customer_name"),
    ),
)

END_USER = TableMap(
    table="hv_enduserlist",
    what="end users",
    account_column="customerid",
    given=("customerid",),
    fields=(
        _ID,
        *_fields(Kind.TEXT, "password email"),
        Field("admin", Kind.FLAG),
        *_fields(Kind.INTEGER, "vm_count fax_count exten_count vexten_count"),
    ),
)

PRICE_LIST = TableMap(
    table="hv_pricelist",
    what="price lists",
    fields=(_ID, Field("name"), Field("charge_internal_call", Kind.FLAG)),
)

SUBSCRIPTION = TableMap(
    table="hv_subscriptionlist",
    what="subscriptions",
    fields=(
        _ID,
        *_fields(Kind.TEXT, "name f_dld f_mobile f_ild"),
        *_fields(Kind.AMOUNT, "value invoice_value"),
        Field("id_reseller", Kind.INTEGER),
    ),
)
