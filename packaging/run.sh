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

# A display that answers, as far as that can be told without a program for it.
has_display() {
    local number
    if [[ -n ${WAYLAND_DISPLAY:-} ]]; then
        local socket=$WAYLAND_DISPLAY
        [[ $socket == /* ]] || socket=${XDG_RUNTIME_DIR:-}/$socket
        [[ -S $socket ]] && return 0
    fi
    [[ -n ${DISPLAY:-} ]] || return 1
    [[ $DISPLAY == :* ]] || return 0 # another host's: it will tell
    number=${DISPLAY#:}
    [[ -S /tmp/.X11-unix/X${number%%.*} ]] || grep -q "@/tmp/.X11-unix/X${number%%.*}\$" /proc/net/unix 2>/dev/null
}

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

if has_display || is_given --gallery "$@"; then
    exec "$programs/symbolon" ${options[@]+"${options[@]}"}
fi

for name in --help -h --version -v; do
    if is_given "$name" "$@"; then
        QT_QPA_PLATFORM=offscreen exec "$programs/symbolon" "$@"
    fi
done
symbolon_say '' 'There is no display here, so the same on the command line.' ''
mkdir -p -- "$pictures"
rm -f -- "$pictures"/*.png
symbolon_say 'Drawing the main pages of the demo tenant …'
drawn=0
"$programs/symbolon" --gallery "$pictures" --size 1440x900 >/dev/null || drawn=$?
"$programs/symbolon-cli" ${options[@]+"${options[@]}"} audit
printf '\nPictures of the main pages: %s\n' "$pictures"
find "$pictures" -maxdepth 1 -name '*.png' -printf '  %f\n' | sort
exit "$drawn"
