"""The cases of the bench: one file a kind of fault; `cases.py` brings them together."""
