#!/usr/bin/env bash
# The gate that every change passes, here and on GitHub: the first run a contributor sees, lint, types, format, docs, the
# package with n8n's scan, and all tests that need no browser, with a short run of the fuzz tests. "--e2e" adds the packed
# package in real n8n versions, with browser and servers from Debian, and the mutation test, side by side with the tests.
# "--pack DIRECTORY" keeps the tarball that was checked.
set -euo pipefail
cd "$(dirname "$0")/.."

e2e=false packed=
while [ $# -gt 0 ]; do
	case $1 in
	--e2e) e2e=true ;;
	--pack)
		packed=${2:?usage: --pack DIRECTORY}
		shift
		;;
	*)
		echo "usage: scripts/gate.sh [--e2e] [--pack DIRECTORY]" >&2
		exit 2
		;;
	esac
	shift
done
if [ -z "$packed" ]; then
	packed=$(mktemp -d)
	trap 'rm -rf "$packed"' EXIT
fi

step() {
	printf '\n=== %s\n' "$*"
	SECONDS=0
	"$@"
	printf -- '--- %s s\n' "$SECONDS"
}

debian_packages() {
	local missing=()
	command -v chromium >/dev/null || missing+=(chromium)
	command -v redis-server >/dev/null || missing+=(redis-server)
	ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
	[ ${#missing[@]} -eq 0 ] && return
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Runs functions side by side, each line of output behind the name of its function; fails when one of them has failed.
side_by_side() {
	local name pid failed=0 pids=()
	for name in "$@"; do
		{ (set -e && "$name") 2>&1 | sed -u "s/^/$name | /"; } &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
	return "$failed"
}

# Without npm's scripts, which would build what the tests are reading.
e2e() { step node --import tsx test/e2e/main.ts --package "$tarball" "$@"; }
tests() { step npx jest --coverage; }

# No two of these may install the same version of n8n at once.
newest() {
	e2e
	e2e --profile mended
	e2e --queue
	e2e --scheduler
	e2e --pictures
	step npm run mutation
}
others() {
	e2e --n8n 2.8.4
	e2e --n8n 1.123.81
	tests
}

step npm ci
step npm start
step npm run lint
step npm run typecheck
step npm run format:check
step npm run docs:check
step npm run build
mkdir -p "$packed"
tarball=$(cd "$packed" && pwd)/$(npm pack --silent --pack-destination "$packed")
step node scripts/check-tarball.mjs "$tarball"
step node scripts/scan.mjs "$tarball"
# The maps let what the build runs count for its sources; the package was packed without them.
step npx tsc -p tsconfig.json --sourceMap
if $e2e; then
	step debian_packages
	step side_by_side newest others
else
	tests
fi
