# A Node that is new enough for the tools of the JavaScript rooms. Debian 12 has Node 18; where that is all there
# is, a newer one comes from npm (packages "node" and "npm") into build/tools. Sourced after say.sh.

PRESAVE_NODE_LEAST=20.19.0
PRESAVE_NODE_FROM_NPM=22.23.3
PRESAVE_NPM_FROM_NPM=10.9.9
PRESAVE_TOOLS="$PRESAVE_ROOT/build/tools"

node_is_new_enough() {
  command -v node >/dev/null &&
    printf '%s\n%s\n' "$PRESAVE_NODE_LEAST" "$(node -p process.versions.node)" | sort --check --version-sort 2>/dev/null
}

# Puts build/tools first on PATH where a Node has been installed there before.
use_own_node() {
  if [[ -x $PRESAVE_TOOLS/node_modules/.bin/node ]]; then
    export PATH="$PRESAVE_TOOLS/node_modules/.bin:$PATH"
  fi
}

use_new_enough_node() {
  use_own_node
  if node_is_new_enough; then return; fi
  command -v npm >/dev/null || die "npm is missing. Install it (Debian: apt-get install npm), or Node >= $PRESAVE_NODE_LEAST with npm"
  say "Node $(node -p process.versions.node 2>/dev/null || echo '(none)') is older than $PRESAVE_NODE_LEAST, which Vite and the Lightning tools need."
  mkdir -p "$PRESAVE_TOOLS"
  [[ -f $PRESAVE_TOOLS/package.json ]] || printf '{"private": true}\n' >"$PRESAVE_TOOLS/package.json"
  quiet node "Installing Node $PRESAVE_NODE_FROM_NPM from npm" \
    npm install --prefix "$PRESAVE_TOOLS" --no-audit --no-fund "node@$PRESAVE_NODE_FROM_NPM" "npm@$PRESAVE_NPM_FROM_NPM"
  use_own_node
  node_is_new_enough || die "the Node from npm does not start. Install Node >= $PRESAVE_NODE_LEAST by hand and run again"
}
