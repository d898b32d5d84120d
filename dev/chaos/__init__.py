"""The fault bench: provokes what breaks in the field and proves that nothing is lost or doubled.

    make chaos                                   everything, on both databases
    python -m dev.chaos --list                   the names of all cases
    python -m dev.chaos --seed 7 --points 20 --cases crash input

A *case* provokes one fault against the real use cases, over a real database and the simulated
platform, runs them again undisturbed, and compares. It reports whether the fault really happened
(`provoked`: counted where it was made, never assumed) and whether everything came out as without
it (`survived`), with a sentence. The bench fails when any case was not provoked or not survived.
A seed reproduces a run: each case draws from a random of its own, made of seed and name. The
result is `build/chaos.json`: `{"seed", "cases": [{"name", "provoked", "survived", "detail"}]}`.

A new case is one function, registered by its decorator in a module of `faults/`; `cases.py` names
the modules:

    @case("input: a billion elements", dialects=ONE)
    def billion_elements(ground: Ground) -> Outcome:
        with ground.platform() as platform, ground.lms("imported") as lms:
            platform.faults.add({"kind": "body", "text": "...", "action": "GetBilling"})
            report = ground.work(Task("load", lms.url, platform.url))
            is_right = report.error is ResponseFormatError
            return Outcome(platform.struck == 1, is_right, report.message)

| module | holds |
|---|---|
| `registry.py` `outcome.py` | what a case is, and what came of it |
| `ground.py` | what a case stands on: databases, platform, processes, its random |
| `stages.py` | the prepared LMS of which each case gets a copy: `seeded`, `imported`, `loaded` |
| `copies.py` | fast fresh copies of it, on PostgreSQL and MariaDB |
| `platform.py` | the simulated platform, in a thread, with its faults |
| `jobs.py` | the work: import, load, backfill, invoice, change, as the DAGs do it |
| `worker.py` | runs a job in a process of its own that may be killed or held at any statement |
| `steps.py` | counts a process's statements and requests, and strikes at one of them |
| `administrator.py` | what an administrator, another session or a full disk does to the database |
| `clerk.py` | people at LMS's forms, who take invoice numbers while we do |
| `watched.py` | the connection that counts statements, for that |
| `state.py` | what a database holds, without what must differ; compared table by table |
| `invariants.py` | what must hold whatever happened |
| `faults/` | the cases, one file a kind of fault |
"""
