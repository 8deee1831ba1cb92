#!/bin/sh
# Finds LibreOffice and poppler for the tests of files; as root on Debian it installs them.
# Missing is a failure.
set -eu

are_here() { command -v soffice >/dev/null && command -v pdftotext >/dev/null; }

are_here && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo 'No LibreOffice here: installing that of the distribution.'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libreoffice-writer libreoffice-calc poppler-utils \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk >/dev/null
  are_here && exit 0
fi

echo 'The tests of files need soffice (LibreOffice) and pdftotext (poppler): install them.' >&2
exit 1
