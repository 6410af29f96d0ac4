# SPDX-License-Identifier: MIT
# bash completion for crossfence; ids come from `crossfence list`.

_crossfence_ids()
{
	# Asking every test program takes a while, so once a shell is enough.
	: "${_crossfence_id_cache:=$("${COMP_WORDS[0]}" list 2>/dev/null)}"
	# @ separates words for readline: only what follows the last one is replaced.
	local typed=$1 settled=
	if [[ $COMP_WORDBREAKS == *@* && $typed == *@* ]]; then
		settled=${typed%"${typed##*@}"}
	fi
	local id
	COMPREPLY=()
	while IFS= read -r id; do
		[[ $id == "$typed"* ]] && COMPREPLY+=("${id#"$settled"}")
	done <<<"$_crossfence_id_cache"
}

_crossfence_typed_id()
{
	# Joins the parts that readline has split at @.
	local line=${COMP_LINE:0:COMP_POINT}
	printf '%s' "${line##*[[:space:]]}"
}

_crossfence()
{
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
	local command=${COMP_WORDS[1]}
	if ((COMP_CWORD == 1)); then
		mapfile -t COMPREPLY < <(compgen -W 'list devices run resume report compare --help --version' -- "$current")
		return
	fi
	local words=
	case $previous in
	-o | --output | --tests | --history | --with)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -d -- "$current")
		return
		;;
	--isolate) words='fork exec' ;;
	--format)
		words='console lava'
		[[ $command == report ]] && words='console html junit ktap csv failures lava'
		;;
	--kmsg) words='on off' ;;
	--kmemleak) words='each once never' ;;
	--on-taint | --on-lockdep-loss | --on-hung-task) words='continue stop reboot' ;;
	--allow) words='hunt unload splat' ;;
	--expect | --oops-log)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$current")
		return
		;;
	--timeout | --require | --labels | --board | --jobs | --shard | --repeat | --retry | --oom-score | --fifo | --disk-limit | --machine-fault) return ;;
	*)
		if [[ $current != -* ]]; then
			if [[ $command == report || $command == compare || $command == resume ]]; then
				compopt -o filenames
				mapfile -t COMPREPLY < <(compgen -f -- "$current")
				return
			fi
			[[ $command == devices ]] || _crossfence_ids "$(_crossfence_typed_id)"
			return
		fi
		case $command in
		list) words='--json --labels --tests --help' ;;
		devices) words='--json --tests --help' ;;
		report) words='--format -o --help' ;;
		compare) words='--with --slower --json --help' ;;
		resume) words='--oops-log --machine-fault --format --help' ;;
		run) words='-o --timeout --isolate --require --allow --expect --kmsg --on-taint --on-lockdep-loss --on-hung-task --board --tests --jobs --shard --history --shuffle --repeat --until-fail --retry --gdb --strace --trace --kmemleak --oom-score --fifo --disk-limit --cores --watchdog --format --dry-run --help' ;;
		esac
		;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _crossfence crossfence
