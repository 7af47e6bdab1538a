#!/usr/bin/env bash
# Installs what is missing and nothing else: Debian packages from tools/packages, a Node that is new enough,
# and the npm packages of package-lock.json. Called by ./run (need "run") and ./check (need "check").
set -euo pipefail
PRESAVE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$PRESAVE_ROOT/tools/say.sh"
source "$PRESAVE_ROOT/tools/node.sh"
cd "$PRESAVE_ROOT"
export DEBIAN_FRONTEND=noninteractive

need=${1:-check}

# The rows of tools/packages for this need, as "package|why|command".
wanted_packages() {
  sed -e '/^ *#/d' -e '/^ *$/d' tools/packages | while IFS='|' read -r package row_need why command; do
    package=${package// /} row_need=${row_need// /} command=${command// /}
    [[ $row_need == run || $need == check ]] || continue
    printf '%s|%s|%s\n' "$package" "$(sed 's/^ *//; s/ *$//' <<<"$why")" "$command"
  done
}

# Those of them that are not here yet, as "package|why".
missing_packages() {
  wanted_packages | while IFS='|' read -r package why command; do
    if [[ -n $command ]] && command -v "$command" >/dev/null; then continue; fi
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]]; then continue; fi
    printf '%s|%s\n' "$package" "$why"
  done
}

on_debian_12() {
  [[ -r /etc/os-release ]] && (source /etc/os-release && [[ ${ID:-} == debian && ${VERSION_ID:-} == 12 ]])
}

# Sets as_root to what must stand before a command so that it runs as root.
find_root() {
  as_root=()
  if [[ $(id -u) == 0 ]]; then return; fi
  command -v sudo >/dev/null || die "installing needs root, and sudo is not here. As root, run: apt-get install $*"
  say "Installing needs root; sudo may ask for your password."
  sudo -v || die "sudo refused. As root, run: apt-get install $*"
  as_root=(sudo --preserve-env=DEBIAN_FRONTEND)
}

install_debian_packages() {
  local rows names as_root
  mapfile -t rows < <(missing_packages)
  if [[ ${#rows[@]} == 0 ]]; then return; fi
  names=("${rows[@]%%|*}")
  say "Installing from Debian:"
  printf '%s\n' "${rows[@]}" | awk -F'|' '{printf "  %-20s %s\n", $1, $2}'
  find_root "${names[@]}"
  quiet apt-update "Reading Debian's package lists" "${as_root[@]}" apt-get update -q
  quiet apt-install "Installing ${#names[@]} packages" \
    "${as_root[@]}" apt-get install -q -y --no-install-recommends "${names[@]}"
}

refuse_other_systems() {
  say "This is not Debian 12, so nothing is installed for you. Presave needs (Debian's names):" >&2
  wanted_packages | awk -F'|' '{printf "  %-20s %s\n", $1, $2}' >&2
  die "install these (Node >= $PRESAVE_NODE_LEAST, Emscripten 3.1.6 or later), then run again with PRESAVE_SKIP_INSTALL=1"
}

# npm ci, unless node_modules already is what package-lock.json says.
install_npm_packages() {
  local stamp=node_modules/.presave-lock now
  now=$(cat package-lock.json package.json | sha256sum | cut -d' ' -f1)
  if [[ -f $stamp && $(<"$stamp") == "$now" ]]; then return; fi
  quiet npm-ci "Installing npm packages" npm ci --no-audit --no-fund
  printf '%s\n' "$now" >"$stamp"
}

if [[ ${PRESAVE_SKIP_INSTALL:-} != 1 ]]; then
  if on_debian_12; then install_debian_packages; else refuse_other_systems; fi
fi
use_new_enough_node
install_npm_packages
