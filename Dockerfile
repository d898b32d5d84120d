# One image for every service of docker-compose.yaml, from the same lock as everywhere else.
FROM python:3.11-slim-bookworm

ENV AIRFLOW_HOME=/opt/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/hiperus/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/hiperus/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    PATH=/opt/hiperus/.venv/bin:$PATH

WORKDIR /opt/hiperus
COPY requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt
COPY pyproject.toml ./
COPY plugins plugins
COPY include/sql include/sql
COPY include/setup/pools.json include/setup/
COPY dags dags
COPY bin bin
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --create-home --uid 50000 airflow \
    && install -d -o airflow /opt/airflow /opt/airflow/logs /opt/airflow/reports /opt/airflow/passwords
USER airflow
ENTRYPOINT ["airflow"]
