# What run, check and the install script share: how they speak, and how a quiet step keeps its log.
# Sourced, with PRESAVE_ROOT set.

PRESAVE_LOGS="$PRESAVE_ROOT/build/logs"

say() { printf '%s\n' "$*"; }

# Says what is wrong and what to do, and ends with code 1.
die() {
  printf 'presave: %s\n' "$*" >&2
  exit 1
}

# quiet NAME TITLE COMMAND...: runs a step into build/logs/NAME.log, one progress line; on failure shows the
# end of the log and stops.
quiet() {
  local name=$1 title=$2 began=$SECONDS log
  shift 2
  mkdir -p "$PRESAVE_LOGS"
  log="$PRESAVE_LOGS/$name.log"
  printf '  %-46s' "$title"
  if "$@" >"$log" 2>&1; then
    printf '%4d s\n' $((SECONDS - began))
  else
    printf 'failed\n'
    tail -n 30 "$log" | sed 's/^/    | /'
    die "$title failed. The whole log is in build/logs/$name.log"
  fi
}
