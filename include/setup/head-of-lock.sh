#!/bin/sh
# Put the way of installing on the first line of requirements.txt.
set -eu
line='# Install with --no-deps (make install; or: pip install --no-deps -r requirements.txt): the lock is complete and leaves out mysqlclient, which would need a compiler; mysql-connector-python takes its place.'
{ printf '%s\n' "$line"; grep -v '^# Install with' requirements.txt; } >requirements.new
mv requirements.new requirements.txt
