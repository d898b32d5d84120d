"""From an Airflow connection to a platform client or an LMS database."""
