#!/usr/bin/env bash
# publish-maven.sh FOLDER VERSION: publishes the jars in FOLDER to Maven Central, signed. TOKEN is `user:password` of a token of its
# portal, KEY an armored OpenPGP key with PASSPHRASE.
set -euo pipefail
release=$(realpath "$1")
version=$2
project=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GNUPGHOME=$work/keys
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --import <<<"$KEY"

name=keyward-$version
files=$work/bundle/io/github/keyward/keyward/$version
mkdir -p "$files"
cp "$release/$name.jar" "$release/$name-sources.jar" "$files"
cp "$project/sdk/java/pom.xml" "$files/$name.pom"
# The registry demands one. The documentation is README.md.
(cd "$project/sdk/java" && python3 -m zipfile -c "$files/$name-javadoc.jar" README.md)
cd "$files"
for file in "$name"*; do
  gpg --batch --quiet --pinentry-mode loopback --passphrase "$PASSPHRASE" --armor --detach-sign "$file"
  md5sum "$file" | cut -d ' ' -f 1 >"$file.md5"
  sha1sum "$file" | cut -d ' ' -f 1 >"$file.sha1"
done
cd "$work/bundle"
python3 -m zipfile -c "$work/bundle.zip" io
curl --fail-with-body --silent --show-error --header "Authorization: Bearer $(printf '%s' "$TOKEN" | base64 --wrap=0)" \
  --form "bundle=@$work/bundle.zip" "https://central.sonatype.com/api/v1/publisher/upload?publishingType=AUTOMATIC&name=$name"
