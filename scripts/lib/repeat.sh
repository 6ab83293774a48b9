#!/usr/bin/env bash
# Runs the end-to-end tests again and again, to find what fails only now and then: repeat.sh [TIMES] [vitest arguments…]
# Stops at the first failure, whose log it shows.
set -euo pipefail
# shellcheck source=scripts/lib/env.sh
source "$(dirname "$0")/env.sh"
cd "$TOUCHSTONE_ROOT"
times=${1:-10}
[ $# -eq 0 ] || shift
mkdir -p build/logs
for ((run = 1; run <= times; run++)); do
  log="build/logs/repeat-$run.log"
  if npm run --silent test:e2e -- "$@" >"$log" 2>&1; then
    printf 'run %d of %d: %s\n' "$run" "$times" "$(sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -E '^ *Tests ' | sed 's/^ *//')"
  else
    tail -n 60 "$log" >&2
    printf 'run %d of %d failed (the whole output: %s)\n' "$run" "$times" "$log" >&2
    exit 1
  fi
done
