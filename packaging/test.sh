#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds Debug with sanitizers and runs every test. Options reach ctest:
#
#   packaging/test.sh                    everything
#   packaging/test.sh -R '^risk'         the tests whose name begins with "risk"
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/bootstrap.sh"

symbolon_bootstrap build run test
cd -- "$symbolon_root"
if [[ $# -eq 0 ]]; then
    exec cmake --workflow --preset dev
fi
cmake --preset dev
cmake --build --preset dev
exec ctest --preset dev "$@"
