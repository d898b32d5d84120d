"""Speaks with the Hiperus platform: builds requests, keeps the session, decodes the answers."""
