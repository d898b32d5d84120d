"""Live changes of an account, a terminal or a number: platform first, then LMS, never twice.

Owns: a change from intent to end (`provision.py`): guarded (`checks.py`), planned (`planning.py`,
`creations.py`), sent (`sending.py`), read back and brought into LMS (`refresh.py`), with its row in
`hv_change` written step by step (`journal.py`); made-up passwords.

Does not own: how a record of the platform becomes a row (`accounts/`, whose import it runs for the
one account), the platform's transport (`soap/`).

Writes alone: `hv_change`. Carries new names into `hv_billing`, `hv_terminal`, `hv_pstn` and
`hv_pstnusage`, in the transaction that confirms the change.

Times: `sent_at`, `applied_at`, `confirmed_at` and `finished_at` are epoch seconds; `finished_at`
NULL: the change is open. States: `planned` (nothing was sent), `in_doubt` (sent; nobody knows
whether the platform did it, the next run looks first), `applied` (the platform did it, LMS not
yet), `confirmed` (both hold it), `failed` (it did not happen). Each step is committed by itself.
"""
