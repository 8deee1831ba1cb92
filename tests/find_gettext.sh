#!/bin/sh
# Finds GNU gettext for the tests of the catalogues; as root on Debian it installs it. Missing is a
# failure.
set -eu

command -v xgettext >/dev/null && command -v msgmerge >/dev/null && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo 'No GNU gettext here: installing that of the distribution.'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gettext >/dev/null
  command -v xgettext >/dev/null && exit 0
fi

echo 'The tests of the catalogues need GNU gettext (xgettext, msgmerge): install it.' >&2
exit 1
