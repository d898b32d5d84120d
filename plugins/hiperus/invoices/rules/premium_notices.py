"""When a customer nears the limit of premium-rate services: levels, and words for the subscriber.

The law wants the subscriber told at once when the limit is reached, and such numbers blocked (PKE
art. 342): both are the provider's to do. What is made here is a notice to the provider's staff.
"""

from __future__ import annotations

from decimal import Decimal

from hiperus.alerts.rules.alert import Alert, AlertKind
from hiperus.domain.periods import Month
from hiperus.invoices.rules.premium import LimitRules

REACHED, NEAR = 100, 80
"""Percent of the limit."""
_ALL = Decimal(100)

_TO_DO = {
    NEAR: "Nothing has to be done yet; telling the subscriber now spares him and you trouble.",
    REACHED: (
        "Tell the subscriber at once and block calls to premium-rate numbers (PKE art. 342); for "
        "fixed lines three call attempts within 24 hours count as telling. What lies above the "
        "limit may not be claimed (art. 344): invoices withhold it, unless premium_over_limit is "
        "bill."
    ),
}
_OF_MEASURE = {True: "brutto", False: "netto"}


def level_of(spent: Decimal, limit: Decimal) -> int | None:
    """Return the highest level that is reached, in percent, or None.

    Args:
        spent: PLN in the measure of the limit, above nothing.
        limit: PLN; at 0 the first call reaches it.
    """
    share = spent * _ALL / limit if limit else _ALL
    return next((level for level in (REACHED, NEAR) if share >= level), None)


def notice(
    customer_id: int, month: Month, spent: Decimal, limit: Decimal, rules: LimitRules
) -> Alert | None:
    """Return the notice that a customer's month calls for, or None; its cause is told once.

    Args:
        customer_id: of LMS.
        month: local.
        spent: PLN in the measure of the limit.
        limit: PLN.
        rules: whether the limit is gross or net.
    """
    level = level_of(spent, limit)
    if level is None:
        return None
    measure = "gross" if rules.is_gross else "net"
    return Alert(
        AlertKind.PREMIUM_LIMIT,
        (str(customer_id), str(month), str(level)),
        f"Customer {customer_id} has spent {level} % of the limit of premium-rate services",
        {
            "customer": str(customer_id),
            "month": str(month),
            "spent": f"{spent:.2f} PLN {measure}",
            "limit": f"{limit:.2f} PLN {measure}",
            "what to do": _TO_DO[level],
            "text for the subscriber": _text(level, limit, rules),
        },
    )


def _text(level: int, limit: Decimal, rules: LimitRules) -> str:
    amount = f"{limit:.2f} zł {_OF_MEASURE[rules.is_gross]}".replace(".", ",")
    if level < REACHED:
        return (
            f"Wykorzystali Państwo {level}% miesięcznego limitu opłat za usługi z dodatkowym "
            f"świadczeniem (numery o podwyższonej opłacie), który wynosi {amount}. Limit można "
            "zmienić, kontaktując się z nami."
        )
    return (
        "Osiągnęli Państwo miesięczny limit opłat za usługi z dodatkowym świadczeniem (numery o "
        f"podwyższonej opłacie), który wynosi {amount}. Połączenia z takimi numerami są blokowane "
        "do końca miesiąca, chyba że podwyższą Państwo limit (art. 342 Prawa komunikacji "
        "elektronicznej)."
    )
