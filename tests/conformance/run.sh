#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh FOLDER FILE… [OPTION…]: the tests in each FILE, with the packages in FOLDER, against a demo tenant with these options.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/missing.sh"
folder=$1
shift
[[ -e $folder/installed ]] || peer_missing "The packages of tests/conformance are not installed."
cd -- "$folder"
exec node with-tenant.mjs "$@"
