#!/bin/sh
# Installs the clients from npm that the tests drive into target/clients, unless they are there. That is a minute of
# waiting, mostly for others, so .ci/run begins with it; the tests that need the clients call it again, and wait for
# the one that is at it or do what it could not.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p target
exec 9>target/clients.lock
flock 9
if cmp -s src/test/node/package-lock.json target/clients/package-lock.json; then
  exit 0
fi
rm -rf target/clients target/clients.part
mkdir target/clients.part
cp src/test/node/package.json src/test/node/package-lock.json target/clients.part
cd target/clients.part
npm ci --no-audit --no-fund --ignore-scripts 9>&-
# What has this name is whole.
mv ../clients.part ../clients
