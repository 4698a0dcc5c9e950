# Completion of netcli for fish: its own, but that what stands before an = stays.
function _netcli_completion
    set -l before (string match -r -- '^--[^=]+=' (commandline -ct))
    env _NETCLI_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS=(commandline -cp) netcli 2> /dev/null |
        string replace -r -- '^' "$before"
end
complete --command netcli --command netcli-contacts --no-files --arguments "(_netcli_completion)" --condition "env _NETCLI_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=is-args _TYPER_COMPLETE_ARGS=(commandline -cp) netcli 2> /dev/null"
