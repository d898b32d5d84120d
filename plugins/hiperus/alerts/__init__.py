"""Alerts to people: one notification a cause, with its facts and the channels that had it.

Owns: what an alert is (`rules/alert.py`) and that each cause goes once through each channel
(`announce.py`).

Does not own: when to tell (`tasks/frame/alerting.py`, and the rooms that make alerts), the channels
themselves (`tasks/frame/notifiers.py`: e-mail, webhook).

Writes alone: `hv_alert`; `reconcile/` keeps its findings there, under their kind, through this
room.

Times: `first_at` and `last_at` (epoch seconds) are when a cause was found first and last; `times`
counts. `sent_to` names the channels that have had it; one that failed is tried the next time.
"""
