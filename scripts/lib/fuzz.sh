#!/usr/bin/env bash
# Runs every fuzzer of the sanitizer build for the given number of seconds; a finding fails and its input is kept.
set -euo pipefail
# shellcheck source=scripts/lib/env.sh
source "$(dirname "$0")/env.sh"
cd "$TOUCHSTONE_ROOT"
seconds=$1
found=0
for fuzzer in build/asan/tests/fuzz/*_fuzz; do
  [ -x "$fuzzer" ] || continue
  found=$((found + 1))
  name=$(basename "$fuzzer")
  corpus=build/fuzz/$name
  mkdir -p "$corpus"
  seeds=()
  [ -d "tests/fuzz/seeds/$name" ] && seeds=("tests/fuzz/seeds/$name")
  echo "== $name for ${seconds}s"
  words=()
  [ -f "tests/fuzz/${name%_fuzz}.dict" ] && words=("-dict=tests/fuzz/${name%_fuzz}.dict")
  log=build/fuzz/$name.log
  if ! "$fuzzer" "${words[@]}" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 "$corpus" "${seeds[@]}" >"$log" 2>&1; then
    # The sanitizer's report stands before the last statistics.
    tail -n 200 "$log"
    exit 1
  fi
  tail -n 12 "$log"
done
[ "$found" -gt 0 ] || { echo "error: no fuzzer was built in build/asan/tests/fuzz"; exit 1; }
