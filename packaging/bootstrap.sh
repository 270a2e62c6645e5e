#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes a Debian 12 machine ready: says what is missing and why, and installs it without asking. Called as a program with
# the wanted sets (build, run, test, lint; default: build run), or sourced by the other scripts for its functions:
#
#   . packaging/bootstrap.sh
#   symbolon_bootstrap build run
#
# Quick and silent when everything is there.

symbolon_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

# What one checkout compiled serves every other one on the machine, wherever it lies; precompiled headers count as what
# they hold, not as when they were written.
export CCACHE_BASEDIR=${CCACHE_BASEDIR-$symbolon_root} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR-1}
export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS-pch_defines,time_macros,include_file_mtime,include_file_ctime}

symbolon_say() {
    printf '%s\n' "$*" >&2
}

# symbolon_missing SET…: lines "package<TAB>why" of what is not installed. A package whose command is there counts as
# installed, wherever it came from.
symbolon_missing() {
    local wanted=" $* " installed set package why command
    installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' | sed -n 's/^ii *//p')
    while IFS=$'\t' read -r set package why command; do
        [[ $set == \#* || -z $set || $wanted != *" $set "* ]] && continue
        [[ -n $command ]] && command -v -- "$command" >/dev/null && continue
        grep -qxF -- "$package" <<<"$installed" || printf '%s\t%s\n' "$package" "$why"
    done <"$symbolon_root/packaging/packages.txt"
}

symbolon_as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -- env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# symbolon_bootstrap SET…: installs what is missing; fails with a sentence when it cannot.
symbolon_bootstrap() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        symbolon_say 'Packages cannot be installed here: this is no Debian. Going on with what the machine has;' \
            'packaging/packages.txt lists what is needed.'
        return 0
    fi
    local missing
    missing=$(symbolon_missing "$@")
    [[ -z $missing ]] && return 0

    symbolon_say 'Missing on this machine:'
    local package why packages=()
    while IFS=$'\t' read -r package why; do
        symbolon_say "  $(printf '%-24s %s' "$package" "$why")"
        packages+=("$package")
    done <<<"$missing"
    if [[ $(id -u) -ne 0 ]] && ! command -v sudo >/dev/null; then
        symbolon_say 'Installing needs root, and there is no sudo. As root, run:'
        symbolon_say "  apt-get update && apt-get install --no-install-recommends ${packages[*]}"
        return 1
    fi
    symbolon_say 'Installing them with apt-get …'
    local log
    log=$(mktemp)
    # Another installation, such as the nightly upgrades, may hold the lock for a while.
    if ! { symbolon_as_root apt-get -q -y update \
        && symbolon_as_root apt-get -q -y -o DPkg::Lock::Timeout=600 install --no-install-recommends \
            "${packages[@]}"; } </dev/null >"$log" 2>&1; then
        tail -n 25 -- "$log" >&2
        rm -f -- "$log"
        symbolon_say 'The installation failed: see the lines above.'
        return 1
    fi
    rm -f -- "$log"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -euo pipefail
    [[ $# -gt 0 ]] || set -- build run
    symbolon_bootstrap "$@"
fi
