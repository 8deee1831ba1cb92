#!/bin/sh
# Finds a Chromium for the journeys; as root on Debian it installs one. Missing is a failure.
set -eu

for name in ${CHROMIUM:-} chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then
    exit 0
  fi
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo 'No Chromium here: installing that of the distribution.'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-noto-core >/dev/null
  command -v chromium >/dev/null && exit 0
fi

echo 'The journeys need Chromium: install it, or set CHROMIUM to the path of one.' >&2
exit 1
