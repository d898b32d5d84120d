"""The private servers of tests and demo stay out of each other's way."""

from __future__ import annotations

from pathlib import Path

import mysql.connector

from dev.servers.mariadb import MariaDbServer


def test_a_second_mariadb_leaves_the_temporary_tables_of_the_first(
    mariadb_server: MariaDbServer, server_folder: Path
) -> None:
    with mysql.connector.connect(
        host="127.0.0.1", port=mariadb_server.port, user="root"
    ) as connection:
        cursor = connection.cursor()
        cursor.execute("CREATE TEMPORARY TABLE mysql.note (word TEXT) ENGINE=Aria")
        cursor.execute("INSERT INTO mysql.note VALUES ('kept')")
        MariaDbServer(server_folder / "second", durable=False).stop()
        cursor.execute("INSERT INTO mysql.note VALUES ('kept too')")
        cursor.execute("DROP TEMPORARY TABLE mysql.note")
