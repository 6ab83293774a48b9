# Sourced by the scripts a person runs: plain progress on a terminal or in a log.
# shellcheck shell=bash
STEP_STARTED=$SECONDS

# step TEXT: names what begins now and how long the last step took.
step() {
  printf '\n\033[1m==> %s\033[0m  (%ss)\n' "$1" "$((SECONDS - STEP_STARTED))"
}

note() { printf '    %s\n' "$1"; }

# die TEXT: one plain sentence that says what is wrong and the mend.
die() {
  printf '\nerror: %s\n' "$1" >&2
  exit 2
}

# quietly LOG COMMAND…: runs COMMAND into LOG; shows the log's end when it fails.
# A dot every few seconds says that it is alive.
quietly() {
  local log=$1 pid status=0
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 &
  pid=$!
  printf '    '
  while kill -0 "$pid" 2>/dev/null; do
    printf '.'
    timeout 3 tail --pid="$pid" -f /dev/null || true
  done
  wait "$pid" || status=$?
  printf '\n'
  if [ "$status" -ne 0 ]; then
    tail -n 40 "$log" >&2
    printf '    (the whole output: %s)\n' "$log" >&2
  fi
  return "$status"
}
