# Shared by the scripts beside it: what a fresh machine needs, and how a step is told. Sourced, not run.

GOLANGCI_VERSION=v2.15.0
GOLANGCI="$PWD/out/bin/golangci-lint-$GOLANGCI_VERSION"
mkdir -p out/bin

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# step NAME COMMAND…: runs the command, shows its time, and its output only if it fails.
step() {
  local name=$1 begun=$SECONDS log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    {
      printf '%-58sok  %4d s\n' "$name" $((SECONDS - begun))
      grep -E '^ *(Tests|Test Files) |^[0-9]+ passed, [0-9]+ failed|over budget|KB gz' "$log" | sed 's/^ */    /'
    } || true
    rm -f "$log"
  else
    printf '%-58sFAILED after %d s\n\n' "$name" $((SECONDS - begun))
    cat "$log"
    rm -f "$log"
    fail "\"$name\" failed: $*"
  fi
}

# side_by_side LANE…: runs functions at the same time, waits for all of them, and fails if one did.
side_by_side() {
  local lane pid lanes=() failed=0
  for lane in "$@"; do
    (set -e; "$lane") &
    lanes+=($!)
  done
  for pid in "${lanes[@]}"; do wait "$pid" || failed=1; done
  return "$failed"
}

need_go() {
  command -v go >/dev/null || fail "Go is not installed. Get Go 1.26 or newer from https://go.dev/dl and put it on PATH."
}

need_node() {
  command -v npm >/dev/null || fail "Node.js is not installed. The tests need Node.js 20 or newer with npm (https://nodejs.org); running Tandem does not."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js $major is too old for the tests: 20 or newer is needed."
}

# need_browsers installs Chromium and Firefox ESR from Debian's packages when they are missing and we may.
need_browsers() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v firefox-esr >/dev/null || missing+=(firefox-esr)
  command -v ip >/dev/null || missing+=(iproute2)
  command -v openssl >/dev/null || missing+=(openssl)
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "The browser tests need: ${missing[*]}. As root on Debian: apt-get install ${missing[*]}"
  fi
  step "installing ${missing[*]}" apt_install "${missing[@]}"
}

apt_install() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# npm_ci installs the locked packages, unless the very same lock file was installed here before. A link leads to another checkout's packages, which
# `npm ci` would delete through it: those are used as they are.
npm_ci() {
  local stamp=assets/node_modules/.installed
  [ -L assets/node_modules ] && return
  if [ -f "$stamp" ] && cmp -s assets/package-lock.json "$stamp"; then
    return
  fi
  npm --prefix assets ci --no-audit --no-fund
  cp assets/package-lock.json "$stamp"
}

# corpus_ci installs the pages that the mirror is measured on. No script of theirs runs.
corpus_ci() {
  local corpus=assets/e2e/bench/corpus
  if [ -d "$corpus/node_modules" ] && cmp -s "$corpus/package-lock.json" "$corpus/node_modules/.installed"; then
    return
  fi
  npm --prefix "$corpus" ci --ignore-scripts --no-audit --no-fund
  cp "$corpus/package-lock.json" "$corpus/node_modules/.installed"
}

install_golangci() {
  [ -x "$GOLANGCI" ] && return
  GOBIN="$PWD/out/bin" nice go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$GOLANGCI_VERSION"
  mv out/bin/golangci-lint "$GOLANGCI"
}

gofmt_clean() {
  local bad
  bad=$(git ls-files -co --exclude-standard '*.go' | xargs gofmt -l)
  [ -z "$bad" ] || { printf 'not formatted:\n%s\n' "$bad"; return 1; }
}

# go_generate_clean runs go generate and says which committed file it changed, if any.
go_generate_clean() {
  local before after
  before=$(generated_sums)
  go generate ./...
  after=$(generated_sums)
  [ "$before" = "$after" ] || { diff <(echo "$before") <(echo "$after"); printf 'go generate changed these files: commit the result.\n'; return 1; }
}

generated_sums() { git ls-files -co --exclude-standard '*.gen.go' '*.gen.ts' | xargs -r sha256sum; }

# in_own_network runs a command in a network namespace with a loopback, one more interface and a default route that leads nowhere:
# browsers gather no ICE candidates without them. UDP to the ports in SHUT_PORTS is refused there, as by a firewall; browsers and
# servers do not choose them by themselves (they are above Linux's ip_local_port_range). Not root: it runs in the machine's own network.
in_own_network() {
  if [ "$(id -u)" -ne 0 ] || ! unshare --net true 2>/dev/null; then
    printf 'not root: the browser tests run in the network of this machine\n'
    "$@"
    return
  fi
  # shellcheck disable=SC2016
  unshare --net bash -c '
    set -e
    ip link set lo up
    ip link add tandem0 type veth peer name tandem1
    ip addr add 10.77.0.1/24 dev tandem0
    ip link set tandem0 up
    ip link set tandem1 up
    ip route add default via 10.77.0.2
    export SHUT_PORTS=61000-61100
    ip rule add pref 2 lookup local
    ip rule add pref 1 ipproto udp dport "$SHUT_PORTS" prohibit
    ip rule del pref 0
    exec "$@"' in_own_network "$@"
}

# serve_for_load DATA PORT OPTION…: starts a server of its own on the data file, for a crowd (`tandem load`), by the command in with, which is exec or ends so; what it prints goes to $work. Sets server to its process
# and to to the options by which the crowd finds it. out/tandem is built before.
serve_for_load() {
  local data=$1 port=$2 password="a long password for this run"
  shift 2
  ulimit -n "$(ulimit -Hn)"
  out/tandem staff add load@example.org Load --role administrator --data "$data" <<<"$password" >/dev/null
  ("${with[@]}" out/tandem serve --listen "127.0.0.1:$port" --log-level warn --data "$data" "$@" >"$work/$port.out" 2>&1) &
  server=$!
  to=(--at "http://127.0.0.1:$port" --origin "http://localhost:$port" --email load@example.org --password "$password" --pid "$server")
  for _ in $(seq 300); do
    ! grep -q "Demo shop" "$work/$port.out" || return 0
    sleep 0.1
  done
  cat "$work/$port.out"
  fail "the server did not start"
}

# put_section NAME FILE PAGE: puts the file's text between its two marks in the page, or at its end.
put_section() {
  local begin="<!-- $1: written by scripts/bench -->" end="<!-- $1: end -->" page
  grep -qxF -e "$begin" "$3" || printf '\n%s\n\n%s\n' "$begin" "$end" >>"$3"
  page=$(awk -v begin="$begin" -v end="$end" -v section="$2" '
    $0 == begin { inside = 1; print; print ""; while ((getline line < section) > 0) print line; print "" }
    $0 == end { inside = 0 }
    !inside { print }' "$3")
  printf '%s\n' "$page" >"$3"
}
