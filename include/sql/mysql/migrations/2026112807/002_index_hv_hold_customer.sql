-- Holds are looked up by customer.
CREATE INDEX hv_hold_customer_idx ON hv_hold (customer_id)
