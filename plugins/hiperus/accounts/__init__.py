"""What the platform holds of accounts, terminals, numbers and lists, brought into LMS.

Owns: the import of each category (`import_category.py`): fetched whole, read and checked
(`rules/`), staged beside its table, then one transaction that makes LMS the same; and the history
of accounts, terminals and subscriptions that links and invoices read.

Does not own: whose a call is (`calls/`), what is billed (`invoices/`), changes that a person makes
(`changes/`, which brings LMS up to date by this room's own import).

Writes alone: `hv_account_history`, `hv_terminal_history`, `hv_subscription_history`, `hv_assign`,
the old lists (`hv_customers`, `hv_pricelist`, `hv_subscriptionlist`, `hv_enduserlist`,
`hv_pstnrange`). With `changes/`: `hv_terminal`, `hv_pstn`, `hv_pstnusage`, where a name changed.
Leaves a row in `hv_load`, and rejected records in `hv_quarantine`, whose category says whose it is.

Times: a state holds over [`valid_from`, `valid_to`), epoch seconds of the imports that saw it begin
and end; `valid_to` NULL: it still holds. Before the first import the oldest known state counts.
States: `listed` = 'f': the platform no longer lists it; its unbilled calls stay billable.
"""
