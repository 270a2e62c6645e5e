#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# install.sh FOLDER: puts the test files and the packages of package-lock.json into FOLDER, unless they are there. Ends
# with 77 where they cannot be had, with 1 where CI is true.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/missing.sh"
folder=$1

mkdir -p -- "$folder"
rm -f -- "$folder"/*.mjs
cp -- "$here"/*.mjs "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$folder/"

wanted=$(sha256sum <"$here/package-lock.json")
[[ $(cat -- "$folder/installed" 2>/dev/null) == "$wanted" ]] && exit 0
rm -f -- "$folder/installed"
command -v node >/dev/null && command -v npm >/dev/null || peer_missing 'node and npm are not installed (Debian: nodejs, npm).'
cd -- "$folder"
npm ci --ignore-scripts --no-progress --loglevel=error --fetch-retries=1 >install.log 2>&1 || {
    tail -n 20 -- install.log
    peer_missing 'npm could not install the packages of tests/conformance/package-lock.json.'
}
printf '%s\n' "$wanted" >installed
