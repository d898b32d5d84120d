"""What developers and tests need beside the product; the product never imports it.

| | |
|---|---|
| `simulator/` | a stand-in for the platform, held to the same tests as a PHP SOAP server |
| `lms/` | a minimal LMS database, of today and of 2016 |
| `servers/` | private PostgreSQL and MariaDB servers, and the scripts' roles on them |
| `demo/`, `cluster/` | the main job on one machine; the compose file's set-up from packages |
| `bench/`, `chaos/`, `fuzz/` | speed, faults and hostile answers: `make bench`, `chaos`, `fuzz` |
| `audit.py`, `docs.py` | known vulnerabilities in the lock; `docs/dags.md` from the DAGs |
| `secrets_search.py`, `visitor.py` | finds planted secrets; looks at the page as a person |
"""
