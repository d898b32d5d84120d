"""Refuses a database that cannot hold every letter: it would store another one, or no call at all.

LMS itself has been UTF-8 since 2008. A MySQL table in latin2 takes the bytes of a bulk load as they
are, and Polish letters become others; a PostgreSQL in LATIN2 refuses a whole window for one letter.
"""

from __future__ import annotations

from hiperus.domain.wording import listed
from hiperus.errors import ConfigurationError
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

_SHOWN = 5


def require_unicode(database: Database) -> None:
    """Let only a database pass whose texts are UTF-8.

    Raises:
        ConfigurationError: names the tables, or the database, and how to convert them.
    """
    found = database.fetch_all("storage/character_sets/select_other_sets")
    if not found:
        return
    named = listed([f"{row['name']} ({row['character_set']})" for row in found], _SHOWN, ", ")
    if database.dialect is Dialect.POSTGRES:
        raise ConfigurationError(
            f"The LMS database {named} is not encoded in UTF8; letters would be refused. Dump it "
            "with pg_dump --encoding=UTF8 and restore it into one made with ENCODING 'UTF8'."
        ).leaving("Nothing was changed.")
    raise ConfigurationError(
        f"Tables of the LMS database are not in UTF-8: {named}; letters would be stored as others. "
        f"Back them up, then convert each: ALTER TABLE {found[0]['name']} CONVERT TO CHARACTER SET "
        "utf8mb4 COLLATE utf8mb4_polish_ci."
    ).leaving("Nothing was changed.")
