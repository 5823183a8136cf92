#!/bin/sh
# The command `keyward`, with the settings of the service where they can be read.
set -a
[ ! -r /etc/default/keyward ] || . /etc/default/keyward
exec /usr/lib/keyward/node /usr/lib/keyward/node_modules/keyward/scripts/keyward.mjs "$@"
