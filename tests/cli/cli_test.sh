#!/usr/bin/env bash
# The command line as a person or a cluster uses it: what it prints, where, and with which status.
# usage: cli_test.sh TOUCHSTONE PACK
set -uo pipefail
tool=$1
pack=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0

# check NAME CONDITION…: counts and names a failure.
check() {
  local name=$1
  shift
  checks=$((checks + 1))
  if ! "$@"; then
    failures=$((failures + 1))
    printf 'failed: %s\n  status %s\n  stdout %s\n  stderr %s\n' "$name" "$status" "$(head -c 600 "$work/out")" "$(head -c 600 "$work/err")"
  fi
}
# run ARGUMENTS…: the tool, its output in $work/out and $work/err, its status in $status; input stands in $work/in.
run() {
  "$tool" "$@" <"$work/in" >"$work/out" 2>"$work/err"
  status=$?
}
input() { printf '%s' "$1" >"$work/in"; }
status_is() { [ "$status" -eq "$1" ]; }
out_is() { [ "$(cat "$work/out")" = "$1" ]; }
out_has() { grep -qF -- "$1" "$work/out"; }
out_lines() { [ "$(wc -l <"$work/out")" -eq "$1" ]; }
err_is_empty() { [ ! -s "$work/err" ]; }
# One sentence: one line that begins with the tool's name, ends with a full stop and holds TEXT.
err_sentence() { [ "$(wc -l <"$work/err")" -eq 1 ] && grep -qE '^touchstone: .*\.$' "$work/err" && grep -qF -- "$1" "$work/err"; }
same_bytes() { cmp -s "$1" "$2"; }

good='{"id":"a","promotion":{"kind":"post","text":"hello"}}'

# --- help and versions
input ''
run --version
check 'version' out_has 'touchstone 0.'
check 'version names the rules' out_has 'rules '
run help
check 'help lists the commands' out_has 'inspect'
check 'help ends well' status_is 0
run help pack build
check 'help of a command inside a command' out_has 'touchstone pack build'
run help nothing
check 'help of no command' err_sentence "There is no command 'nothing'"
check 'help of no command is status 2' status_is 2
run
check 'no command' err_sentence 'Name a command'
check 'no command is status 2' status_is 2
run inspect --wrong
check 'an unknown option' err_sentence "Run 'touchstone help inspect'"
check 'an unknown option is status 2' status_is 2
run listing
check 'a missing option' err_sentence '--url is required'

# --- inspect
input "$good"$'\n\n{broken\n{"id":7}\n'"$good"
run inspect
check 'bad lines are in the output' status_is 0
check 'one answer a line that is not blank' out_lines 4
check 'a bad line keeps its number' out_has '{"error":{"line":3,"code":"invalid_json"'
check 'a wrong type names its field' out_has '{"error":{"line":4,"code":"invalid_request","message":"\"id\" is a number; make it a string."}}'
check 'nothing on standard error' err_is_empty
run inspect --strict
check '--strict is status 1 with a bad line' status_is 1
input "$good"
run inspect --strict
check '--strict is status 0 without one' status_is 0
check 'the last line needs no line end' out_lines 1

input ''
run inspect
check 'an empty input ends well' status_is 0
check 'an empty input says so' err_sentence 'standard input is empty'
run inspect "$work/none.jsonl"
check 'a missing file is status 2' status_is 2
check 'a missing file is named' err_sentence "$work/none.jsonl cannot be read (No such file or directory)"
run inspect "$work"
check 'a folder is named' err_sentence 'it is a folder'

printf '%s\n' "$good" >"$work/one.jsonl"
printf '{\n' >"$work/two.jsonl"
run inspect "$work/one.jsonl" "$work/none.jsonl" "$work/two.jsonl"
check 'the other files are read all the same' out_lines 2
check 'but the run is status 2' status_is 2
check 'with several files an error names its own' out_has "\"file\":\"$work/two.jsonl\""

# Order and threads: the same bytes whatever the number of threads.
for i in $(seq 1 3000); do
  printf '{"id":"%s","promotion":{"kind":"post","text":"Cartier Love bracelet number %s, hidden link in bio"}}\n' "$i" "$i"
  [ $((i % 500)) -ne 0 ] || echo '{'
done >"$work/many.jsonl"
"$tool" inspect --threads 1 "$work/many.jsonl" >"$work/one.out"
"$tool" inspect --threads 7 "$work/many.jsonl" >"$work/seven.out"
check 'threads change nothing' same_bytes "$work/one.out" "$work/seven.out"
check 'nothing is lost' [ "$(wc -l <"$work/one.out")" -eq 3006 ]

# A program that writes one line and waits for its answer gets it.
coproc talk { "$tool" inspect; }
printf '%s\n' "$good" >&"${talk[1]}"
answered=no
read -r -t 20 _ <&"${talk[0]}" && answered=yes
# shellcheck disable=SC2154 # coproc sets it
talk_pid=$talk_PID
eval "exec ${talk[1]}>&-"
wait "$talk_pid"
check 'an answer before the end of the input' [ "$answered" = yes ]

# Ten megabytes of caption, and a line that is too long.
{
  printf '{"id":"big","promotion":{"kind":"post","text":"'
  yes 'plain words of a long caption' | tr '\n' ' ' | head -c 10485760
  printf '"}}\n{"id":"huge","promotion":{"kind":"post","text":"'
  head -c 17825792 /dev/zero | tr '\0' 'a'
  printf '"}}\n%s\n' "$good"
} >"$work/in"
run inspect
check 'a caption of 10 MB is judged' out_has '{"id":"big","verdict":"clear"'
check 'a line of 17 MB is refused in its place' out_has '{"error":{"line":2,"code":"too_large"'
check 'and the next one is read' out_has '{"id":"a","verdict"'
check 'three answers' out_lines 3

# --- the pack
printf 'no pack at all' >"$work/wrong.pack"
input "$good"
run inspect --pack "$work/wrong.pack"
check 'a wrong pack is status 2' status_is 2
check 'a wrong pack is named' err_sentence "The rule pack $work/wrong.pack cannot be used"
head -c 100000 "$pack" >"$work/cut.pack"
run inspect --pack "$work/cut.pack"
check 'a pack that was cut off' err_sentence "$work/cut.pack"
run inspect --pack "$work/none.pack"
check 'a missing pack says how to make one' err_sentence 'touchstone pack build'
run pack info "$pack"
check 'pack info has the version' out_has '"version": "'
check 'pack info has the checksum' out_has '"checksum": "fnv1a64:'
run pack info "$work/wrong.pack"
check 'pack info of no pack is status 2' status_is 2
mkdir "$work/rules"
run pack build "$work/rules" -o "$work/new.pack"
check 'a folder without rules' err_sentence 'holds no rules'
check 'and nothing is written' [ ! -e "$work/new.pack" ]

# --- link
input $'https://l.instagram.com/?u=https%3A%2F%2Fwww.amazon.com%2Fdp%2FB00N150YS4%3Ftag%3Dx-20&e=1\nno link here\nsee amzn.to/3xyz and wa.me/123\n'
run link
check 'an address is unwrapped' out_has '"target":"https://www.amazon.com/dp/B00N150YS4?tag=x-20"'
check 'and its id read' out_has '"listing_id":"B00N150YS4","affiliate_tag":"x-20"'
check 'a line without one has its error' out_has '{"error":{"line":2,"code":"no_link"'
check 'a text with two has both' out_has '"others":[{'
check 'one answer a line' out_lines 3
run link --strict
check 'link --strict' status_is 1

# --- listing
input ''
run listing --url https://www.amazon.com/dp/B08XYZ1234
check 'an empty page' out_has '{"error":{"line":1,"code":"not_a_listing"'
run listing --strict --url https://www.amazon.com/dp/B08XYZ1234
check 'an empty page with --strict' status_is 1
input '<html><head><title>x</title><body><span id="productTitle">Screw Bangle</span><a id="bylineInfo" href="/s?field-brandtextbin=YF'
run listing --url https://www.amazon.com/dp/B08XYZ1234
check 'a truncated page gives what it holds' out_has '"title":"Screw Bangle"'
check 'and ends well' status_is 0

printf '<meta charset=gbk><title>x</title><span id="productTitle">\312\326\357\355</span><a id="bylineInfo" href="/s?field-brandtextbin=YFXF">x</a>' >"$work/gbk.html"
input ''
run listing --url https://www.amazon.cn/dp/B08XYZ1234 "$work/gbk.html"
check 'a page in GBK' out_has '"title":"手镯"'
printf '<meta charset=gbk><title>x</title><span id="productTitle">手镯</span>' >"$work/utf8.html"
run listing --url https://www.amazon.cn/dp/B08XYZ1234 "$work/utf8.html"
check 'bytes that are UTF-8 are, whatever the page declares' out_has '"title":"手镯"'
printf '<span id="productTitle">Bangle \377</span>' >"$work/unknown.html"
run listing --url https://www.amazon.cn/dp/B08XYZ1234 "$work/unknown.html"
check 'bytes of no encoding do no harm' out_has '"title":"Bangle �"'

# --- audit
mkdir -p "$work/exports/seller"
printf '%s\n{cut' "$good" >"$work/exports/crawl.jsonl"
cat >"$work/post.json" <<'JSON'
{"instaloader": {"node_type": "Post", "version": "4.14"},
 "node": {"shortcode": "CxAbCdEfGhI", "owner": {"username": "=tsdemo.seller"}, "taken_at_timestamp": 1700000000,
  "edge_media_to_caption": {"edges": [{"node": {"text": "Cartier Love bracelet, hidden link https://amzn.to/3xyz </script><img src=x>"}}]},
  "edge_sidecar_to_children": {"edges": [{"node": {"accessibility_caption": "text that says 'Cartier'"}}]}}}
JSON
xz -c "$work/post.json" >"$work/exports/seller/2023-11-14_UTC.json.xz"
printf '[{"id":1,"text":"link?","created_at":1700000100,"owner":{"username":"asker"},"answers":[]}]' >"$work/exports/seller/2023-11-14_UTC_comments.json"
printf '{"instaloader":{"node_type":"Profile"},"node":{"username":"tsdemo.bio","biography":"finds","external_url":"https://linktr.ee/x"}}' >"$work/exports/seller/tsdemo.json"
head -c 200 "$work/post.json" >"$work/exports/seller/cut.json"
: >"$work/exports/seller/empty.json"
printf 'x' >"$work/exports/seller/picture.jpg"
input ''
run audit "$work/exports" --out "$work/audit" --time 2026-11-22T10:00:00Z
check 'an audit ends well' status_is 0
check 'an audit counts what it read' out_has '4 promotions of 4 accounts'
check 'and what it did not' out_has '3 not read'
check 'four findings' [ "$(wc -l <"$work/audit/findings.jsonl")" -eq 4 ]
check 'the author of an .xz is read' grep -qF '"author":"=tsdemo.seller"' "$work/audit/findings.jsonl"
check 'its time' grep -qF '"time":"2023-11-14T22:13:20Z"' "$work/audit/findings.jsonl"
check 'a picture of a carousel' grep -qF "text that says 'Cartier'" "$work/audit/findings.jsonl"
check 'a comment has its post as context' grep -qF '"context":[{"author":"=tsdemo.seller"' "$work/audit/findings.jsonl"
check 'no cell of the CSV is a formula' grep -q "^'=tsdemo.seller," "$work/audit/accounts.csv"
check 'the page names what could not be read' grep -qF 'cut.json' "$work/audit/report.html"
check 'the page counts what was left out' grep -qF '.jpg' "$work/audit/report.html"
check 'page text is escaped' grep -qF '&lt;/script&gt;&lt;img src=x&gt;' "$work/audit/report.html"
check 'the page loads nothing' [ "$(grep -cE '<(link|img|iframe|script src)' "$work/audit/report.html")" -eq 0 ]
"$tool" audit "$work/exports" --out "$work/again" --threads 5 --time 2026-11-22T10:00:00Z >"$work/out" 2>"$work/err"
check 'the same input gives the same package' diff -r "$work/audit" "$work/again"
run audit "$work/exports" --out "$work/audit" --strict
check 'audit --strict' status_is 1
run audit "$work/none" --out "$work/audit2"
check 'an audit of nothing is status 2' status_is 2
check 'and names it' err_sentence "$work/none"
run audit "$work/exports" --out "$work/one.jsonl/x"
check 'a folder that cannot be made' err_sentence 'cannot be written'

# --- report
input '{"evidence_version":1}'
run report --as text
check 'evidence that is none' err_sentence 'report 1'
check 'is no failure of the run' status_is 0
run report --as fax
check 'an unknown form is status 2' status_is 2

printf 'test cases: %s | %s passed | %s failed\n' "$checks" "$((checks - failures))" "$failures"
[ "$failures" -eq 0 ]
