#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Format check, clang-tidy and clazy. Says only what is wrong and ends with 1 then.
#
#   packaging/lint.sh --format                  are all tracked sources as .clang-format says?
#   packaging/lint.sh --build DIR               analyse every source file in DIR's compile_commands.json
#   packaging/lint.sh --build DIR --since REV   only what may have changed its meaning since that commit
#
# DIR is a configured tidy build; `cmake --workflow --preset tidy` makes it ready and calls this.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
own="^$root/(src|ui|app|tests)/"

# clazy: levels 0 and 1 and the commonest lifetime fault. Off: non-pod-global-static, for QStringLiteral tables at file
# scope are const and never destroyed before use.
clazy_checks=level0,level1,connect-3arg-lambda,no-non-pod-global-static

# The path analyser follows fewer paths than it could: deep, it alone takes half of all the time.
shallow=(--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=mode=shallow)

analyse_one() {
    local build=$1 file=$2 said failed=0
    # gcc's own warning names mean nothing to clang.
    said=$(clang-tidy --quiet --load="$build/lint/own_code_only.so" -p "$build" "${shallow[@]}" \
        --extra-arg=-Wno-unknown-warning-option "$file" 2>&1) || failed=1
    said=$(grep -vE '^[0-9]+ warnings?( treated as errors?)?( and [0-9]+ errors?)? generated\.$' <<<"$said" || true)
    local clazy
    clazy=$(clazy-standalone -p "$build" --checks="$clazy_checks" --header-filter="$own" \
        --extra-arg=-Wno-unknown-warning-option "$file" 2>&1) || failed=1
    # What clazy remarks is a warning for clang and an error here; clang's own warnings are the compiler's business.
    clazy=$(grep -A 2 -E '\[-Wclazy-|: (fatal )?error:' <<<"$clazy" || true)
    [[ -z $clazy ]] || failed=1
    if [[ $failed -ne 0 ]]; then
        printf '%s\n%s\n%s\n' "== ${file#"$PWD"/}" "$said" "$clazy"
        return 1
    fi
}

# What sources include from moc. Straight from CMake's own records: the targets that do it in a build wait for every
# library below them, and nothing needs compiling here.
generate_moc() {
    cmake --build "$1" --target symbolon_test_mocs >/dev/null
    find "$1" -name AutogenInfo.json -print0 | xargs -0 -P "$(nproc)" -I '{}' cmake -E cmake_autogen '{}' Debug
}

# The precompiled headers, by the commands that CMake wrote down for them; parsing Qt is most of the work otherwise.
precompile() {
    sed -nE 's/^ *"command": "(.*cmake_pch[.]hxx[.]cxx)",?$/\1/p' "$1/compile_commands.json" \
        | (cd -- "$1" && xargs -d '\n' -P "$(nproc)" -n 1 sh -c)
}

# All translation units of ours, each once.
all_units() {
    sed -nE 's/^ *"file": "(.*)",?$/\1/p' "$1/compile_commands.json" | sort -u \
        | grep -E "$own" | grep -v '/mocs_compilation\.cpp$' || true
}

# Of the files changed since $2: itself, and whatever includes it by its last two path parts or less, at any depth. All of
# them when the rules themselves changed, or what everything is compiled with; a folder's own list of sources is neither.
units_since() {
    local build=$1 since=$2 changed
    changed=$( { git diff --name-only "$since" -- && git ls-files --others --exclude-standard; } | sort -u)
    if grep -qE '^CMakeLists\.txt$|(^|/)([^/]*\.cmake|CMakePresets\.json|\.clang-tidy|packages\.txt)$|^packaging/lint/[^/]*\.' \
        <<<"$changed"; then
        all_units "$build"
        return
    fi
    local wave known
    known=$(grep -E '\.(cpp|h)$' <<<"$changed" || true)
    wave=$(grep -E '\.h$' <<<"$known" || true)
    while [[ -n $wave ]]; do
        local patterns found
        # A header is included by its file name at the end of the quoted path; a namesake elsewhere costs time, no more.
        patterns=$(sed -E 's|.*/||; s|[.]|[.]|g; s|.*|^#include "([^"]*/)?&"|' <<<"$wave" | sort -u)
        found=$(git grep -lE -f <(printf '%s\n' "$patterns") -- '*.cpp' '*.h' || true)
        found=$(comm -23 <(sort -u <<<"$found") <(sort -u <<<"$known"))
        known=$(printf '%s\n%s\n' "$known" "$found")
        wave=$(grep -E '\.h$' <<<"$found" || true)
    done
    comm -12 <(all_units "$build") <(grep . <<<"$known" | sed "s|^|$root/|" | sort -u)
}

check_format() {
    local files
    mapfile -d '' files < <(git ls-files -z -- '*.cpp' '*.h')
    [[ ${#files[@]} -eq 0 ]] || printf '%s\0' "${files[@]}" \
        | xargs -0 -n 40 -P "$(nproc)" clang-format --dry-run -Werror --ferror-limit=3
}

cd -- "$root"
build='' since=''
case ${1:-} in
--one)
    analyse_one "$2" "$3"
    exit
    ;;
--format)
    check_format
    exit
    ;;
esac
while [[ $# -gt 0 ]]; do
    case $1 in
    --build) build=$(cd -- "$2" && pwd -P) ;;
    --since) since=$2 ;;
    *)
        sed -n '3,10s/^# \{0,1\}//p' -- "${BASH_SOURCE[0]}" >&2
        exit 2
        ;;
    esac
    shift 2
done
[[ -n $build ]] || { printf 'packaging/lint.sh: --build DIR is missing.\n' >&2; exit 2; }

if [[ -n $since ]]; then
    units=$(units_since "$build" "$since")
else
    units=$(all_units "$build")
fi
count=$(grep -c . <<<"$units" || true)
printf 'Analysing %s of %s files …\n' "$count" "$(all_units "$build" | grep -c .)"
[[ $count -eq 0 ]] && exit 0
generate_moc "$build"
precompile "$build"
tr '\n' '\0' <<<"$units" | xargs -0 -n 1 -P "$(nproc)" -- "${BASH_SOURCE[0]}" --one "$build"
