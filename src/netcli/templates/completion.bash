# Completion of netcli for bash: whatever a name holds, it becomes one word of the line.
_netcli_completion() {
    # COMP_WORDS is cut at colons and knows no quotes: read the line up to the cursor as the shell will.
    local line=${COMP_LINE:0:COMP_POINT} quote= word= begun= before= character next i
    local -a words=()
    for ((i = 0; i < ${#line}; i++)); do
        character=${line:i:1} next=${line:i+1:1}
        if [[ $character == "$quote" ]]; then
            quote=
        elif [[ $character == \\ && $quote != "'" ]] && [[ -z $quote || $next == [\"\\\$\`] ]]; then
            word+=$next begun=1
            ((i++))
        elif [[ -n $quote ]]; then
            word+=$character
        elif [[ $character == [\"\'] ]]; then
            quote=$character begun=1 before=$word
        elif [[ $character == [[:blank:]] ]]; then
            [[ -n $begun ]] && words+=("$word")
            word= begun=
        else
            word+=$character begun=1
        fi
    done
    words+=("$word")

    local sent= each escaped="'\\''" reply common
    for each in "${words[@]}"; do
        sent+="'${each//\'/$escaped}' "
    done
    local -a replies=()
    while IFS= read -r reply; do
        [[ -n $reply ]] && replies+=("$reply")
    done < <(COMP_WORDS=$sent COMP_CWORD=$((${#words[@]} - 1)) _NETCLI_FILES=1 _NETCLI_COMPLETE=complete_bash "$1" 2> /dev/null)
    COMPREPLY=()
    if [[ ${replies[*]} == :files ]]; then
        compopt -o default 2> /dev/null
        return
    fi

    # readline replaces only what stands behind an open quote, or behind the last : or =, or from the last @ on
    local kept=$before breaks=
    for each in : @ =; do
        [[ $COMP_WORDBREAKS == *$each* && $word$each != -*= ]] && breaks+=$each
    done
    if [[ -z $quote ]]; then
        kept=
        [[ -n $breaks && $word == *[$breaks]* ]] && kept=${word%"${word##*[$breaks]}"}
        kept=${kept%@}
    fi
    if [[ -n $kept ]]; then
        local -a fitting=()
        for reply in "${replies[@]}"; do
            [[ ${reply:0:${#kept}} == "$kept" ]] && fitting+=("$reply")
        done
        replies=("${fitting[@]}")
    fi

    # bash puts what several replies begin with in the place of the word: never less than was typed.
    common=${replies[0]-}
    for reply in "${replies[@]}"; do
        while [[ ${reply:0:${#common}} != "$common" ]]; do common=${common%?}; done
    done
    if ((${#replies[@]} > 1 && ${#common} < ${#word})); then
        local -a alike=()
        for reply in "${replies[@]}"; do
            [[ ${reply:0:${#word}} == "$word" ]] && alike+=("$reply")
        done
        if ((${#alike[@]})); then
            replies=("${alike[@]}")
        else
            COMPREPLY=(' ')  # begins like none of the others: bash lists them all, and the word stays
        fi
    fi

    for reply in "${replies[@]}"; do
        [[ $reply == *: ]] && compopt -o nospace 2> /dev/null
        reply=${reply:${#kept}}
        [[ -n $quote && $reply == "$quote"* ]] && continue  # readline would take this quote for the open one
        if [[ -z $quote ]]; then
            printf -v reply %q "$reply"
        elif [[ $quote == '"' ]]; then
            reply=${reply//\\/\\\\}
            reply=${reply//\"/\\\"}
            reply=${reply//\$/\\\$}
            reply=${reply//\`/\\\`}
        else
            reply=${reply//\'/$escaped}
        fi
        COMPREPLY+=("$reply")
    done
}
complete -F _netcli_completion netcli netcli-contacts
