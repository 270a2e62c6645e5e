#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check.sh WHAT: one rule of the repository over every tracked file. Prints what breaks it and ends with 1.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

broken=$(
    case $1 in
    licence) # every file that can carry a comment says its licence in the first lines
        git ls-files -- '*.cpp' '*.h' '*.cmake' '*CMakeLists.txt' '*.sh' '*.qrc' '*.svg' .ci/run | while read -r file; do
            head -n 4 -- "$file" | grep -q 'SPDX-License-Identifier' || printf '%s: no SPDX line\n' "$file"
        done
        ;;
    size) # a long source file hides something; a big file is in the history for ever
        git ls-files -- '*.cpp' '*.h' | while read -r file; do
            lines=$(wc -l <"$file")
            [[ $lines -le 650 ]] || printf '%s: %s lines\n' "$file" "$lines"
        done
        git ls-files | while read -r file; do
            bytes=$(stat -c %s -- "$file")
            [[ $bytes -le 1000000 ]] || printf '%s: %s bytes\n' "$file" "$bytes"
        done
        ;;
    markers) # what is not done stands in an issue
        git grep -nE 'TO''DO|FIX''ME' -- '*.cpp' '*.h' '*.cmake' '*CMakeLists.txt' '*.sh' || true
        ;;
    rooms) # README.md shows every room of the house
        for folder in src/*/; do
            grep -qF "| \`${folder%/}\` |" README.md || printf 'README.md: no row for %s\n' "${folder%/}"
        done
        ;;
    endpoints) # clouds are data; only the demo tenant plays one, and prose may name them
        git grep -nE 'login\.microsoftonline|graph\.microsoft\.|management\.(azure|usgovcloudapi|chinacloudapi)\.' \
            -- 'src/*.cpp' 'src/*.h' 'ui/*.cpp' 'ui/*.h' 'app/*.cpp' 'app/*.h' ':!src/demo' \
            | grep -vE ':[0-9]+:.*//.*(login\.micro|graph\.micro|management\.)' || true
        ;;
    waiting) # nobody waits inside the event loop
        git grep -nE 'QEventLoop|processEvents|waitFor(Finished|ReadyRead|Connected|BytesWritten)\(' -- 'src/*' 'ui/*' 'app/*' \
            || true
        ;;
    *)
        printf 'check.sh knows no %s\n' "$1"
        ;;
    esac
)
[[ -z $broken ]] && exit 0
printf '%s\n' "$broken"
exit 1
