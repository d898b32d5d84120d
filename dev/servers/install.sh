#!/bin/sh
# Install the servers and tools that the tests use, where they are missing: Debian's packages,
# as root or with sudo. Without either, say what is missing; those tests then say so too.
set -eu
missing=""
[ -x /usr/sbin/mariadbd ] || missing="$missing mariadb-server"
command -v php >/dev/null 2>&1 || missing="$missing php-cli"
php -m 2>/dev/null | grep -qi '^soap$' || missing="$missing php-soap"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "Missing for some tests:$missing (install them as root: apt-get install$missing)" >&2
    [ -z "${CI:-}" ] && exit 0
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing for some tests:$missing; this system has no apt-get" >&2
    [ -z "${CI:-}" ] && exit 0
    exit 1
fi
echo "Installing for the tests:$missing" >&2
# The packages must not start servers of their own: the tests start private ones.
policy=/usr/sbin/policy-rc.d
made_policy=""
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod +x "$policy"
    made_policy=1
fi
status=0
{ $as_root apt-get -qq -o DPkg::Lock::Timeout=240 update &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=240 install $missing >/dev/null; } || status=$?
[ -z "$made_policy" ] || $as_root rm -f "$policy"
exit $status
