-- Withheld calls are looked up by customer and month.
CREATE INDEX IF NOT EXISTS hv_premium_withheld_customer_idx ON hv_premium_withheld (customer_id, call_month)
