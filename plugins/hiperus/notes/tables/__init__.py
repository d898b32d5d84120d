"""The tables of notes."""
