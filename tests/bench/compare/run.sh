#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh FOLDER SCRIPT [ARGUMENT…]: one contestant against the demo tenant that SYMBOLON_DEMO_TENANT describes, with the
# packages of the conformance tests in FOLDER, which are installed when they are not there. Ends with 77, and says why,
# where it cannot be run.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
conformance=$here/../../conformance
folder=$1
script=$2
shift 2
"$conformance/install.sh" "$folder" >&2
if [[ $script == az.mjs ]]; then
    command -v az >/dev/null || { printf 'az is not installed (Debian: azure-cli).\n' >&2; exit 77; }
    export PYTHONPATH=$conformance/az PYTHONDONTWRITEBYTECODE=1
fi
cp -- "$here"/*.mjs "$folder/"
cd -- "$folder"
exec node "$script" "$@"
