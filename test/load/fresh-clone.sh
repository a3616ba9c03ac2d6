#!/bin/sh
# Bare machine to a page: clones this repository into a temporary folder, types `npm start` with nothing but the system's programs in
# the path, waits for the console's page and prints the seconds. Usage: test/load/fresh-clone.sh [repository]
set -eu

repository=${1:-$(git -C "$(dirname "$0")" rev-parse --show-toplevel)}
port=${PORT:-3999}
limit_s=300
folder=$(mktemp -d "${TMPDIR:-/tmp}/tiendo-fresh-XXXXXX")
began=$(date +%s.%N)

# A session of its own, so that npm and what it starts can be ended together.
git clone --quiet "$repository" "$folder/tiendo"
cd "$folder/tiendo"
env -i HOME="$HOME" PATH=/usr/local/bin:/usr/bin:/bin PORT="$port" setsid npm start >"$folder/output" 2>&1 &
npm=$!
trap 'kill -TERM -"$npm" 2>/dev/null || true; rm -rf "$folder"' EXIT

until curl --silent --fail --output "$folder/page" "http://127.0.0.1:$port/" && grep -qi '<div id="root"' "$folder/page"; do
  if ! kill -0 "$npm" 2>/dev/null || [ $(($(date +%s) - ${began%.*})) -gt $limit_s ]; then
    cat "$folder/output" >&2
    exit 1
  fi
  sleep 0.2
done
echo "$(date +%s.%N) $began" | awk '{ printf "%.1f\n", $1 - $2 }'
