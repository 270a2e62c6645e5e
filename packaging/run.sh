#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds Release and opens Symbolon. Options reach the program:
#
#   packaging/run.sh                     signed in to the built-in demo tenant
#   packaging/run.sh --cloud global --tenant contoso.onmicrosoft.com --client-id …
#                                        your own tenant: README.md, "Your own tenant"
#
# --demo is added unless an option says whom to sign in as (--cloud, --tenant, --client-id, --auth). Without a display the
# same happens on the command line: an audit table, and pictures of the main pages (SYMBOLON_PICTURES names their folder).
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/bootstrap.sh"

started_in=$PWD
programs=$symbolon_root/build/release/bin
pictures=${SYMBOLON_PICTURES:-$symbolon_root/build/pictures}

# Whether one of the options $2… is named $1, as "--name" or "--name=value".
is_given() {
    local name=$1 option
    shift
    for option in "$@"; do
        [[ $option == "$name" || $option == "$name="* ]] && return 0
    done
    return 1
}

options=("$@")
demo=yes
for name in --demo --cloud --tenant --client-id --auth --help --version -h -v --gallery; do
    is_given "$name" "$@" && demo=no
done
[[ $demo == yes ]] && options=(--demo "$@")

sets=(build run)
[[ -n ${WAYLAND_DISPLAY:-} && -z ${DISPLAY:-} ]] && sets+=(wayland)
symbolon_bootstrap "${sets[@]}"
cd -- "$symbolon_root"
cmake --workflow --preset release >&2
cd -- "$started_in"

# Whether a window can be opened is known once somebody tries: a display may be named and not answer.
can_open_window() {
    [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-} ]] \
        && ( "$programs/symbolon" --probe-display ) >/dev/null 2>&1
}

if is_given --gallery "$@" || can_open_window; then
    exec "$programs/symbolon" ${options[@]+"${options[@]}"}
fi

for name in --help -h --version -v; do
    is_given "$name" "$@" && exec "$programs/symbolon" "$@"
done
# What only a window understands stays behind.
for_terminal=()
skip=no
for option in ${options[@]+"${options[@]}"}; do
    case $option in
    --scale | --theme | --size) skip=yes ;;
    --scale=* | --theme=* | --size=*) ;;
    *) [[ $skip == yes ]] || for_terminal+=("$option") && skip=no ;;
    esac
done
symbolon_say '' 'There is no display here, so the same on the command line.' ''
mkdir -p -- "$pictures"
rm -f -- "$pictures"/*.png
symbolon_say 'Drawing the main pages of the demo tenant …'
drawn=0
"$programs/symbolon" --gallery "$pictures" --size 1440x900 >/dev/null || drawn=$?
"$programs/symbolon-cli" ${for_terminal[@]+"${for_terminal[@]}"} audit
printf '\nPictures of the main pages: %s\n' "$pictures"
find "$pictures" -maxdepth 1 -name '*.png' -printf '  %f\n' | sort
exit "$drawn"
