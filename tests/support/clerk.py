"""What a clerk does to a document in LMS, as the statements that LMS itself runs for it."""

from __future__ import annotations

from decimal import Decimal

from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database, Record
from tests.support.roles import add_row, superuser

CORRECTION = 3


class Clerk:
    """A clerk at LMS's forms."""

    def __init__(self, database: Database) -> None:
        self._database = superuser(database)

    def edit(self, docid: int, *, item: int, gross: str, **heading: object) -> None:
        """Save the invoice form: the heading is written, all items and charges are replaced."""
        document = self._row("SELECT * FROM documents WHERE id = %(id)s", id=docid)
        items = self._rows("SELECT * FROM invoicecontents WHERE docid = %(id)s", id=docid)
        charges = self._rows("SELECT * FROM cash WHERE docid = %(id)s", id=docid)
        for name, value in heading.items():
            self._do(
                f"UPDATE documents SET {name} = %(value)s WHERE id = %(id)s", docid, value=value
            )
        self._do("DELETE FROM invoicecontents WHERE docid = %(id)s", docid)
        self._do("DELETE FROM cash WHERE docid = %(id)s", docid)
        for row in sorted(items, key=lambda r: r["itemid"]):
            value = Decimal(gross) if row["itemid"] == item else row["value"]
            add_row(self._database, "invoicecontents", row | {"value": value})
            charge = next(c for c in charges if c["itemid"] == row["itemid"])
            del charge["id"]
            cash = {"value": -value, "time": heading.get("cdate", document["cdate"])}
            add_row(self._database, "cash", charge | cash)

    def delete_line(self, docid: int, item: int) -> None:
        """Delete one charge in the customer's balance: its item goes, later ones move up."""
        where = "docid = %(id)s AND itemid = %(item)s"
        for table in ("invoicecontents", "cash"):
            self._do(f"DELETE FROM {table} WHERE {where}", docid, item=item)
        if not self._rows("SELECT itemid FROM invoicecontents WHERE docid = %(id)s", id=docid):
            self._do("DELETE FROM documents WHERE id = %(id)s", docid)
            return
        for table in ("invoicecontents", "cash"):
            later = "docid = %(id)s AND itemid > %(item)s"
            self._do(f"UPDATE {table} SET itemid = itemid - 1 WHERE {later}", docid, item=item)

    def correct(self, docid: int, *, item: int, gross: str, corrected: int | None = None) -> int:
        """Issue a correction: items hold differences of the price, charges the money's difference.

        Args:
            docid: the invoice.
            item: the item whose price is another one.
            gross: what it costs now.
            corrected: the correction before, where there is one; LMS refers to the newest.

        Returns:
            The correction's id.
        """
        document = self._row("SELECT * FROM documents WHERE id = %(id)s", id=docid)
        items = self._rows("SELECT * FROM invoicecontents WHERE docid = %(id)s", id=docid)
        del document["id"]
        heading = {
            "type": CORRECTION,
            "reference": corrected or docid,
            "reason": "Korekta",
            "cancelled": 0,
        }
        number = f"KOR/{corrected or docid}"
        new = document | heading | {"fullnumber": number, "number": 1, "numberplanid": None}
        if not columns_of(self._database, "documents")["numberplanid"].nullable:
            new["numberplanid"] = 0
        correction = add_row(self._database, "documents", new)
        for row in items:
            before = self._price(row, docid, corrected)
            change = Decimal(gross) - before if row["itemid"] == item else Decimal(0)
            part = {"docid": correction, "value": change, "count": 0}
            add_row(self._database, "invoicecontents", row | part)
            charge = {"customerid": document["customerid"], "docid": correction, "type": 0}
            charge |= {"itemid": row["itemid"], "taxid": row["taxid"], "value": -change}
            money = {"currency": "PLN", "currencyvalue": 1, "comment": row["description"]}
            add_row(self._database, "cash", charge | money | {"time": document["cdate"] + 60})
        return correction

    def _price(self, row: Record, docid: int, corrected: int | None) -> Decimal:
        if corrected is None:
            return Decimal(row["value"])
        changes = self._rows(
            "SELECT value FROM invoicecontents WHERE docid = %(id)s AND itemid = %(item)s",
            id=corrected,
            item=row["itemid"],
        )
        return Decimal(row["value"]) + sum(change["value"] for change in changes)

    def cancel(self, docid: int) -> None:
        """Cancel the document: it stays, its charges go."""
        self._do("UPDATE documents SET cancelled = 1 WHERE id = %(id)s", docid)
        self._do("DELETE FROM cash WHERE docid = %(id)s", docid)

    def delete(self, docid: int) -> None:
        """Delete the document with its own addresses, items and charges."""
        columns = columns_of(self._database, "documents")
        owned = [c for c in columns if c in ("post_address_id", "recipient_address_id")]
        found = self._row("SELECT * FROM documents WHERE id = %(id)s", id=docid)
        for table in ("invoicecontents", "cash"):
            self._do(f"DELETE FROM {table} WHERE docid = %(id)s", docid)
        self._do("DELETE FROM documents WHERE id = %(id)s", docid)
        for column in owned:
            self._do("DELETE FROM addresses WHERE id = %(id)s", found[column] or 0)

    def move(self, customer_id: int, street: str) -> None:
        """Change the street of all of a customer's addresses."""
        if columns_of(self._database, "addresses"):
            self._do(
                "UPDATE addresses SET street = %(street)s WHERE id IN (SELECT address_id "
                "FROM customer_addresses WHERE customer_id = %(id)s)",
                customer_id,
                street=street,
            )
            return
        moved = "UPDATE customers SET street = %(street)s WHERE id = %(id)s"
        self._do(moved, customer_id, street=street)

    def mail(self, docid: int, at: int) -> None:
        """Let LMS's mailing send the document."""
        sent = "UPDATE documents SET senddate = %(at)s, published = 1 WHERE id = %(id)s"
        self._do(sent, docid, at=at)

    def _do(self, text: str, key: int, **values: object) -> None:
        self._database.execute_text(text, {"id": key, **values}, name="by a clerk")

    def _rows(self, text: str, **values: object) -> list[Record]:
        return self._database.fetch_text(text, values, name="by a clerk")

    def _row(self, text: str, **values: object) -> Record:
        return self._rows(text, **values)[0]
