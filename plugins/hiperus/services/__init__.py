"""The use cases, readable top to bottom; they open the transactions and know no Airflow."""
