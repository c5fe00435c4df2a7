#!/usr/bin/env bash
# Sweeps under Debian's own Slurm: this machine is a cluster of one node, started here with a configuration of its own
# and stopped at the end, whatever comes. It needs neither systemd nor cgroups, and root only to install Slurm.
# What is asked: does an array give the bytes of one go, of a sweep, a long command, and a calibration whose stages wait
# for each other? Is the greatest script taken? Does a task at its time limit finish the cell in hand and end well? Does
# the same script do the rest, after that and after scancel?
# Usage: tools/check/slurm.sh PROGRAM
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:?usage: tools/check/slurm.sh PROGRAM}")
export PATH=$PATH:/usr/sbin:/sbin
for tool in sbatch slurmctld slurmd munged; do
  command -v $tool >/dev/null || { tools/install_dependencies.sh --slurm; break; }
done

work=$(mktemp -d)
daemons=()
once=  # the sweep that is lived in one go meanwhile
fail() {
  echo "slurm: $*" >&2
  for log in "$work"/log/*.err "$work"/jobs/slurm-*.out; do
    [ -s "$log" ] && { echo "== ${log##*/}" && tail -n 8 "$log"; } >&2
  done
  exit 1
}
# Jobs first, then the daemons, the last one started first.
stop_all() {
  local code=$? k
  trap - EXIT INT TERM
  set +e  # whatever fails here, the rest is stopped, too
  [ -n "$once" ] && kill "$once" 2>/dev/null && wait "$once" 2>/dev/null
  if [ ${#daemons[@]} -gt 1 ]; then
    timeout 10 scancel --user "$(id -un)" 2>/dev/null
    for ((k = 0; k < 40; k++)); do [ -z "$(timeout 5 squeue -h 2>/dev/null)" ] && break; sleep .5; done
  fi
  for ((k = ${#daemons[@]} - 1; k >= 0; k--)); do
    kill "${daemons[k]}" 2>/dev/null
    for ((n = 0; n < 40; n++)); do kill -0 "${daemons[k]}" 2>/dev/null || break; sleep .25; done
    kill -KILL "${daemons[k]}" 2>/dev/null
    wait "${daemons[k]}" 2>/dev/null
  done
  # What is left of a job, by the configuration it was started with.
  for k in $(grep -lsz "^SLURM_CONF=$work/slurm.conf\$" /proc/[0-9]*/environ | grep -o '[0-9]*'); do
    kill -KILL "$k" 2>/dev/null && echo "slurm: process $k was left over and is ended" >&2
  done
  rm -rf "$work"
  exit $code
}
trap stop_all EXIT
trap 'exit 130' INT TERM

# ---- a cluster of one node
free_ports() {
  python3 -c 'import socket
taken = [socket.socket() for _ in range(2)]
for s in taken: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in taken))'
}
start() {
  local name=$1
  shift
  "$@" >"$work/log/$name" 2>&1 &
  daemons+=($!)
}
begin_cluster() {
  local host user ports
  host=$(hostname -s) user=$(id -un)
  read -ra ports < <(free_ports)
  chmod 755 "$work"
  mkdir "$work"/{log,jobs,bin}
  mkdir -m 711 "$work/munge"  # munged wants others to reach its socket
  mkdir -m 700 "$work"/{state,spool}
  ln -s "$program" "$work/bin/bowlby"
  (umask 077 && head -c 1024 /dev/urandom >"$work/munge/key")
  # proctrack/linuxproc and task/none are what does without cgroups.
  cat >"$work/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$work/munge/socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/slurmd.log
SlurmctldDebug=debug
SlurmdDebug=debug
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$work/slurm.conf PATH=$work/bin:$PATH
  start munged.err munged --foreground --key-file="$work/munge/key" --socket="$work/munge/socket" --num-threads=10 \
    --pid-file="$work/munge/pid" --log-file="$work/log/munged.log" --seed-file="$work/munge/seed"
  for _ in {1..40}; do [ -S "$work/munge/socket" ] && break; sleep .25; done
  [ -S "$work/munge/socket" ] || fail "munged does not start"
  start slurmctld.err slurmctld -D
  start slurmd.err slurmd -D
  for _ in {1..60}; do
    [ "$(timeout 5 sinfo -h -o %T 2>/dev/null)" = idle ] && return
    sleep .5
  done
  fail "the node does not become idle"
}

# submit SCRIPT [OPTION ...]: from the folder that the script names its sweep in, until the whole array has ended.
submit() { (cd "$work/jobs" && timeout --foreground 600 sbatch --wait --parsable "${@:2}" "$1"); }
gather() { bowlby sweep gather "$@" 2>"$work/log/gather.err" || fail "gather $*"; }
# state ID FIELD: of every task of an array.
state() { scontrol show job -o "$1" | grep -o " $2=[^ ]*" | cut -d= -f2- | sort | uniq -c | sed 's/^ *//' | paste -sd, -; }
cells() { find "$1" -name '*.tsv' ! -name '.*' | wc -l; }
same() { cmp "$1" "$2" || fail "$2 is not what one go gives"; }
held() { echo "slurm: $*"; told+=("$*"); }
told=()

small='name: small
seed: 5
population: {founders: PEOPLE, years: 1.2}
waves:
  - {name: q, instrument: strange_situation, ages: 1.05}
'
trial='name: trial
seed: 5
population: {founders: 60, years: 1.7, birth_years: .5, adversity: false}
arms:
  - {name: usual, share: .5}
  - {name: other, share: .5, care: {response: .45, rebuff: .6}}
waves:
  - {name: once, instrument: strange_situation, ages: 1.4}
'

# ---- 1. an array of tasks, in a folder with spaces
sweep_by_array() {
  cd "$work/jobs"
  printf %s "${small/PEOPLE/30}" >small.yaml
  local vary=(--vary press_taxes=0:1.5:2 --vary people=20,30 --seeds 3 --measure q.strange_situation.proximity_5 --measure alive) id
  for name in once "by tasks"; do bowlby sweep plan small.yaml "${vary[@]}" -o "$name" >/dev/null; done
  bowlby sweep work once --quiet && gather once >/dev/null
  bowlby sweep slurm "by tasks" --tasks 5 --at-once 2 --minutes 5 --memory 500 >sweep.sh
  id=$(submit sweep.sh) || fail "the array of the sweep failed"
  [ "$(state "$id" JobState)/$(state "$id" ExitCode)" = "5 COMPLETED/5 0:0" ] || fail "tasks of the sweep: $(state "$id" JobState)"
  gather "by tasks" >/dev/null
  same once/table.csv "by tasks/table.csv"
  same once/picture.svg "by tasks/picture.svg"
  held "12 cells in an array of 5 tasks, 2 at once: table and picture are those of one go"
}

# ---- 2. a long command laid out with --begin
plan_by_array() {
  cd "$work/jobs"
  printf %s "$trial" >trial.yaml
  local plan=(bowlby plan trial.yaml --outcome once.strange_situation.avoidance_8 --sizes 12 16 --replicates 16 --quiet) id
  "${plan[@]}" --output plan_once >/dev/null
  "${plan[@]}" --output plan_tasks --begin >/dev/null
  bowlby sweep slurm plan_tasks --minutes 5 --memory 500 >plan.sh
  id=$(submit plan.sh) || fail "the array of the plan failed"
  gather plan_tasks >/dev/null
  for file in plan.json plan.html methods.md replicate.csv replicate.R; do same "plan_once/$file" "plan_tasks/$file"; done
  held "a plan in an array of $(state "$id" JobState | cut -d' ' -f1) tasks: its five files are those of one go"
}

# ---- 3. stages that wait for each other, each array for the one before
tiny='name: tiny
seed: 3
studies:
  - {study: infants.yaml}
targets: {calibrate: 1}
outcomes:
  - {name: secure, title: Secure, targets: [INF01]}
stages: {trajectories: 1, fitted: 2, runs: 20, second_runs: 20, noise_runs: 3,
         check_seeds: 1, check_times: 1, chains: 2, steps: 1000, recovery_runs: 10}
parameters:
  care_fright: [.01, .1]
  care_mean: [-.6, 1]
'
infants='name: generations
seed: 3
population: {founders: 24, years: 1.2, birth_years: .05, unions: false, friends: false, deaths: false, adversity: false}
waves:
  - {name: infancy, instrument: strange_situation, ages: 1.05}
'
calibration_in_stages() {
  cd "$work/jobs"
  printf %s "$tiny" >tiny.yaml
  printf %s "$infants" >infants.yaml
  local id stages k
  bowlby calibrate tiny.yaml --stage design --quiet -o stages_once >stages_once.txt
  bowlby calibrate tiny.yaml --stage design --quiet -o stages --begin >/dev/null
  bowlby sweep slurm stages --tasks 3 --minutes 5 --memory 500 >stages.sh
  stages=$(sed -n 's/^# \([0-9]*\) stages wait for each other.*/\1/p' stages.sh)
  id=$(sbatch --parsable stages.sh)
  for ((k = 2; k < stages; k++)); do id=$(sbatch --parsable --dependency=afterany:"$id" stages.sh); done
  id=$(submit stages.sh --dependency=afterany:"$id") || fail "the last stage of the calibration failed"
  gather stages >stages.txt
  same stages_once/sensitivity.md stages/sensitivity.md
  [ -n "$(grep '^digest' stages.txt)" ] && [ "$(grep '^digest' stages.txt)" = "$(grep '^digest' stages_once.txt)" ] || fail "the calibration has another digest than in one go"
  held "a calibration of $stages stages, 3 tasks each, one array after the other: digest and table are those of one go"
}

# ---- 4. as many tasks and minutes as the program lets one ask for
greatest_script() {
  cd "$work/jobs"
  local id
  bowlby sweep plan small.yaml --seeds 1200 --measure alive -o many >/dev/null
  bowlby sweep slurm many --at-once 1000 --minutes 43200 --memory 500 >many.sh
  id=$(sbatch --hold --parsable many.sh) || fail "the greatest script is not taken"
  [ "$(state "$id" ArrayTaskId)/$(state "$id" TimeLimit)" = "1 1-1000%1000/1 30-00:00:00" ] ||
    fail "the greatest script became $(state "$id" ArrayTaskId), $(state "$id" TimeLimit)"
  scancel "$id"
  held "1,000 tasks at once of 30 days each are taken"
}

# ---- 5. a task that comes to its time limit, one that is cancelled, and the same script until all is done
# Slurm sends USR1 150 to 120 s before the limit. So a task of three minutes has 30 to 60 s, and 20 cells of about 6 s
# take longer than that on any machine.
number_of_cells=20
seconds_of_cell=6
sweep_of_long_cells() {
  cd "$work/jobs"
  local people=3000 began ms
  printf %s "${small/PEOPLE/$people}" >probe.yaml
  bowlby sweep plan probe.yaml --seeds 1 --measure alive -o probe >/dev/null
  began=$(date +%s%3N)
  bowlby sweep work probe --threads 1 --quiet
  ms=$(($(date +%s%3N) - began))
  people=$((people * seconds_of_cell * 1000 / ms))
  printf %s "${small/PEOPLE/$people}" >long.yaml
  for name in long_once long; do
    bowlby sweep plan long.yaml --seeds $number_of_cells --measure alive --measure q.strange_situation.proximity_5 -o $name >/dev/null
  done
  bowlby sweep work long_once --threads 1 --quiet &
  once=$!
  bowlby sweep slurm long --tasks 1 --minutes 3 >long.sh
}
comes_to_its_limit() {
  cd "$work/jobs"
  local id signalled ran
  id=$(submit long.sh) || fail "the task that came to its time limit did not end well: $(state "$id" JobState)"
  signalled=$(grep 'sent signal 10 to pid .*batch' "$work/log/slurmd.log" | tail -1 | sed 's/^\[\([^]]*\)\].*/\1/' || true)
  [ -n "$signalled" ] || fail "the task ended before Slurm sent USR1: nothing was tried"
  ran=$(state "$id" RunTime | cut -d' ' -f2)
  [ "$(state "$id" JobState)/$(state "$id" ExitCode)" = "1 COMPLETED/1 0:0" ] || fail "at its limit: $(state "$id" JobState), $(state "$id" ExitCode)"
  there=$(cells long/cells)
  [ "$there" -lt $number_of_cells ] || fail "every cell was done before the time limit: nothing was tried"
  local after
  after=$(find long/cells -name '*.tsv' ! -name '.*' -newermt "$signalled" | wc -l)
  # Two, where one ended between the word of Slurm and its coming.
  [ "$after" = 1 ] || [ "$after" = 2 ] || fail "$after cells ended after USR1 at $signalled; it should be the one in hand"
  held "time limit of 3 minutes: USR1 came, the cell in hand was finished, the task ended well after $ran; $there of $number_of_cells cells are there"
}
is_cancelled() {
  cd "$work/jobs"
  local id k
  id=$(sbatch --parsable long.sh)
  for ((k = 0; k < 240; k++)); do [ "$(cells long/cells)" -gt "$there" ] && break; sleep .5; done
  [ "$(cells long/cells)" -gt "$there" ] || fail "the script submitted again lives nothing"
  scancel "$id"
  for ((k = 0; k < 80; k++)); do [ -z "$(squeue -h)" ] && break; sleep .5; done
  [ "$(state "$id" JobState)" = "1 CANCELLED" ] || fail "scancel: $(state "$id" JobState)"
  there=$(cells long/cells)
  held "scancel amid a cell: $there of $number_of_cells cells are there"
}
does_the_rest() {
  cd "$work/jobs"
  local rounds=0
  while [ "$(cells long/cells)" -lt $number_of_cells ]; do
    [ $((++rounds)) -le 6 ] || fail "cells are still missing"
    submit long.sh >/dev/null || fail "the same script, submitted again, failed"
  done
  gather long >/dev/null
  wait "$once" || fail "the sweep in one go failed"
  once=
  gather long_once >/dev/null
  same long_once/table.csv long/table.csv
  same long_once/picture.svg long/picture.svg
  held "the same script did the rest (times: $rounds): table and picture are those of one go"
}

begin_cluster
sweep_by_array
plan_by_array
calibration_in_stages
greatest_script
sweep_of_long_cells
comes_to_its_limit
is_cancelled
does_the_rest
echo "slurm: all ${#told[@]} held, under $(sbatch --version), in $SECONDS s"
