#!/usr/bin/env bash
# clang-tidy over our own C++, warnings as errors; a file is looked at again only when it, a header or the checks changed.
set -euo pipefail
# shellcheck source=scripts/lib/env.sh
source "$(dirname "$0")/env.sh"
cd "$TOUCHSTONE_ROOT"
stamps=build/native/tidy
mkdir -p "$stamps"
shared_state=$(git ls-files '*.h' .clang-tidy | xargs cat | sha256sum | cut -c1-16)
changed=()
while read -r file; do
  stamp="$stamps/$(cat "$file" <(echo "$file $shared_state") | sha256sum | cut -c1-32)"
  [ -e "$stamp" ] || changed+=("$file:$stamp")
done < <(git ls-files 'shared/*.cpp')
[ ${#changed[@]} -eq 0 ] && exit 0
# The analyzer follows calls in its shallow mode: four times as fast over the JSON library's templates. What the deep
# one would find on paths, the sanitizers and fuzzers look for with real input.
# shellcheck disable=SC2016 # the inner shell expands it
printf '%s\n' "${changed[@]}" | xargs -P 2 -I{} bash -c '
  pair={}
  clang-tidy -p build/native --quiet --extra-arg=-Xclang --extra-arg=-analyzer-config \
    --extra-arg=-Xclang --extra-arg=mode=shallow "${pair%%:*}" 2>/dev/null && touch "${pair#*:}"'
