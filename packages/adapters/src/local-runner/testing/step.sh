# shellcheck shell=sh
# Counts the steps of a run in $FAKE/steps and, at number $KILL_AT, kills with SIGKILL: `shell` the script alone, so that
# what it called goes on, or `all` of its session, as a lost machine would.
step() {
  read -r steps 2>/dev/null <"$FAKE/steps" || steps=0
  steps=$((steps + 1))
  echo "$steps" >"$FAKE/steps"
  [ "$steps" = "${KILL_AT:-0}" ] || return 0
  read -r stat </proc/self/stat
  session=$(field_of_session "$stat")
  if [ "$KILL" = all ]; then kill_session "$session"; else kill -KILL "$session"; fi
}
field_of_session() { # after the command name, which stands in parentheses: state, parent, group, session
  # shellcheck disable=SC2086
  set -- ${1##*) } && echo "$4"
}
kill_session() { # the script first, or it would see its commands die and write that down
  kill -KILL "$1"
  for process in /proc/[0-9]*; do
    { read -r stat <"$process/stat"; } 2>/dev/null || continue
    if [ "$(field_of_session "$stat")" = "$1" ] && [ "${process#/proc/}" != "$$" ]; then kill -KILL "${process#/proc/}" 2>/dev/null || true; fi
  done
  kill -KILL "$$"
}
