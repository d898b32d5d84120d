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
# Sign-in by LDAP needs a client that has to be compiled; nobody else pays for it.
ARG SIGN_IN=passwords
COPY requirements-ldap.txt ./
RUN if [ "$SIGN_IN" = ldap ]; then \
        apt-get update \
        && apt-get install --yes --no-install-recommends gcc libc6-dev libldap2-dev libsasl2-dev \
            libldap-common ca-certificates \
        && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements-ldap.txt \
        && apt-get purge --yes --auto-remove gcc libc6-dev \
        && rm -rf /var/lib/apt/lists/*; \
    fi
COPY pyproject.toml ./
COPY plugins plugins
COPY include/sql include/sql
COPY include/setup/pools.json include/setup/people.py include/setup/webserver_config.py include/setup/
COPY dags dags
COPY bin bin
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --create-home --uid 50000 airflow \
    && install -d -o airflow /opt/airflow /opt/airflow/logs /opt/airflow/reports
USER airflow
ENTRYPOINT ["airflow"]
