# Completion of netcli for fish: what stands before an = stays, and only a file's place offers files.
function _netcli_completion
    set -l before (string match -r -- '^--[^=]+=' (commandline -ct))
    set -l replies (env _NETCLI_FILES=1 _NETCLI_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) netcli 2> /dev/null)
    if test "$replies" = :files
        set replies (__fish_complete_path (string replace -r -- '^--[^=]+=' '' (commandline -ct)))
    end
    test -n "$replies"; and string replace -r -- '^' "$before" $replies
end
complete --command netcli --command netcli-contacts --no-files --arguments "(_netcli_completion)"
