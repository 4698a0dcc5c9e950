#compdef netcli netcli-contacts
# Completion of netcli for zsh: whatever a name holds, it becomes one word of the line.
_netcli_completion() {
    local -a parts replies
    parts=("${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}")
    local sent="${(j: :)${(@qq)parts}}"
    replies=("${(@f)$(COMP_WORDS=$sent COMP_CWORD=$((CURRENT - 1)) _NETCLI_FILES=1 _NETCLI_COMPLETE=complete_bash $words[1] 2> /dev/null)}")
    replies=(${replies:#})
    (( $#replies )) || return 1
    if [[ $replies == :files ]]; then
        [[ $PREFIX == --*=* ]] && compset -P '--*='
        _files
        return
    fi
    local typed=$parts[-1] before=
    if [[ $typed == --*=* ]]; then
        before=${typed%%=*}= typed=${typed#*=}
    fi
    # -U: they fit already, whatever their accents; of several, none may replace what was typed by less
    local common=$replies[1] each
    for each in $replies; do
        while [[ ${each[1,$#common]} != "$common" ]]; do common=${common[1,-2]}; done
    done
    (( $#replies > 1 && $#common < $#typed )) && compstate[insert]=
    local -a open closed
    open=(${(M)replies:#*:}) closed=(${replies:#*:})
    (( $#closed )) && compadd -U -P "$before" -- $closed
    (( $#open )) && compadd -U -P "$before" -S '' -- $open
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _netcli_completion "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _netcli_completion netcli netcli-contacts
fi
