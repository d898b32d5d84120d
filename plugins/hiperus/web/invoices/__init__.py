"""The page "Invoices": issued, parked and to come, down to the calls behind a line."""
