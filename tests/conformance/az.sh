#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# az.sh FOLDER FILE [OPTION…]: Debian's azure-cli, as a custom cloud, against a demo tenant of its own with these options.
# FOLDER holds the test files, FILE is one of them.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/missing.sh"
command -v az >/dev/null || peer_missing 'az is not installed (Debian: azure-cli).'
command -v node >/dev/null || peer_missing 'node is not installed (Debian: nodejs).'
export PYTHONPATH=$here/az PYTHONDONTWRITEBYTECODE=1
cd -- "$1"
shift
exec node with-tenant.mjs "$@"
