"""LMS's templates of full numbers: its own codes (`%N`, `%C`, `%I`) and date codes.

LMS renders date codes in its own way, not as `strftime` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from hiperus.domain.periods import WARSAW
from hiperus.invoices.rules.texts import MONTH_NAMES

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODE = re.compile(r"%(\d*)([A-Za-z])")
_CUSTOMER = re.compile(r"%\d*C")


def names_customer(template: str) -> bool:
    """Tell whether each customer has numbers of their own (`%C` in the template)."""
    return bool(_CUSTOMER.search(template))


def rendered(template: str, number: int, issued_at: int, customer_id: int) -> str:
    """Render a template, such as `12/LMS/2026`.

    `%5N` and `%05N` pad with zeros to five digits, `%C` is the customer's id, `%I` (the number of
    a corrected document) is empty on an invoice; what LMS does not know (`%%`) stays as it is.

    Args:
        template: `numberplans.template`.
        number: `documents.number`.
        issued_at: `documents.cdate`, epoch seconds.
        customer_id: LMS's customer.
    """
    moment = datetime.fromtimestamp(issued_at, WARSAW)
    own = {"N": str(number), "C": str(customer_id), "I": ""}

    def render(match: re.Match[str]) -> str:
        width, code = match[1], match[2]
        if code in own:
            return own[code].zfill(int(width)) if width and own[code] else own[code]
        maker = _DATE_CODES.get(code)
        return maker(moment) if maker and not width else match[0]

    return _CODE.sub(render, template)


def _formatted(code: str) -> Callable[[datetime], str]:
    return lambda moment: moment.strftime(f"%{code}")


_DATE_CODES: dict[str, Callable[[datetime], str]] = {
    **{code: _formatted(code) for code in "YmdywuHMSTFDzZRVj"},
    "e": lambda moment: str(moment.day),
    "k": lambda moment: str(moment.hour),
    "s": lambda moment: str(int(moment.timestamp())),
    "B": lambda moment: MONTH_NAMES[moment.month - 1],
    "b": lambda moment: MONTH_NAMES[moment.month - 1][:3],
    "A": lambda moment: _WEEKDAYS[moment.weekday()],
    "a": lambda moment: _WEEKDAYS[moment.weekday()][:3],
}
"""LMS's date codes. LMS translates months and leaves days of the week in English; `%e` and `%k`
have no blank before a single digit."""
