"""What each field of a live change means, for the manual and for refusals."""

from __future__ import annotations

from collections.abc import Mapping

from hiperus.changes.rules.fields import OPTIONS, VALUES, WRITTEN, Action, Entity

_BILLING = "the same for billing"

MEANINGS: Mapping[str, str] = {
    "name": "what the account is called",
    "email": "e-mail address",
    "address": "street",
    "street_number": "house number",
    "apartment_number": "number of the flat",
    "postcode": "postal code",
    "city": "city",
    "country": "country",
    "b_name": "name for billing",
    "b_address": _BILLING,
    "b_street_number": _BILLING,
    "b_apartment_number": _BILLING,
    "b_postcode": _BILLING,
    "b_city": _BILLING,
    "b_country": _BILLING,
    "b_nip": "NIP for billing",
    "b_regon": "REGON for billing",
    "ext_billing_id": "the customer in LMS: the link between the two systems",
    "id_default_pricelist": "price list of terminals that are given none",
    "id_default_balance": "balance of terminals that are given none",
    "issue_invoice": "whether the account is invoiced",
    "active": "whether the account may call",
    "is_wlr": "whether it is a WLR account",
    "consent_data_processing": "consent to the processing of personal data",
    "payment_type": "how it pays",
    "username": "name of the terminal: its SIP login",
    "id_pricelist": "price list; of a number: of the terminal made along with it",
    "id_subscription": "subscription; of a number: of the terminal made along with it",
    "id_terminal_location": "place for emergency calls",
    "screen_numbers": "whether only own numbers may be shown to the callee",
    "t38_fax": "whether it sends faxes by T.38",
    "subscription_from": "first day of the subscription",
    "subscription_to": "last day of the subscription",
    "number": "the number without its country code",
    "country_code": "country code; 48 where none is given",
    "is_main": "whether it is the main number of its terminal",
    "clir": "whether the number is withheld from callees",
    "virtual_fax": "whether it is a virtual fax",
    "disa_enabled": "whether DISA is on",
    "voicemail_enabled": "whether voicemail is on",
    "id_terminal": "the terminal that has the number",
    "id_auth": "the end user of the number",
    "id_customer": "the account that it is for",
    "another_account": "let one customer have a second account",
    "password_source": "where the password comes from",
    "province": "place for emergency calls, by names: province,",
    "county": "county",
    "borough": "and borough",
    "area_code": "instead of number: take the first free one of this area",
    "outside_ranges": "let a number be that no known range of the platform holds",
    "create_terminal": "make a terminal along with the number",
    "useremail": "e-mail address of an end user made along with the number",
    "confirm": "the name of what is deleted, to be sure",
    "despite_unbilled_calls": "delete although calls are not invoiced yet",
}
"""By the platform's name of the field, or ours where it is never sent."""


def fields_of(entity: Entity, action: Action) -> list[str]:
    """Return the names of all fields that a payload may have."""
    written = () if action is Action.DELETE else tuple(WRITTEN[entity])
    ids = () if action is Action.CREATE else (entity.id_field,)
    return [*dict.fromkeys((*ids, *written, *OPTIONS[entity, action]))]


def field_tables() -> str:
    """Return the fields of each entity as Markdown tables: name, meaning, values, for what."""
    return "\n\n".join(_table(entity) for entity in Entity)


def _table(entity: Entity) -> str:
    readers = dict(WRITTEN[entity])
    for action in Action:
        readers |= OPTIONS[entity, action]
    lines = [
        f"Fields of `{entity}`{' (an account)' if entity is Entity.CUSTOMER else ''}; "
        f"`{entity.id_field}`, an id, says which one is changed or deleted:",
        "",
        "| Field | Meaning | Value | For |",
        "|---|---|---|---|",
    ]
    for name, reader in readers.items():
        actions = [str(action) for action in Action if name in fields_of(entity, action)]
        whose = ", ".join(actions) if len(actions) < len(Action) else "all"
        lines.append(f"| `{name}` | {MEANINGS[name]} | {VALUES[reader]} | {whose} |")
    return "\n".join(lines)
