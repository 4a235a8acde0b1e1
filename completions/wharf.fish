# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_wharf_global_optspecs
    string join \n config= store= q/quiet v/verbose color= ca-file= tls-skip-verify= plain-http= creds= authfile= connect-timeout= stall-timeout= retries= h/help V/version
end

function __fish_wharf_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_wharf_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_wharf_using_subcommand
    set -l cmd (__fish_wharf_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c wharf -n "__fish_wharf_needs_command" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_needs_command" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_needs_command" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_needs_command" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_needs_command" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_needs_command" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_needs_command" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_needs_command" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_needs_command" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_needs_command" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_needs_command" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_needs_command" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_needs_command" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_needs_command" -s V -l version -d 'Print version'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "pull" -d 'Fetch an image into the local store, or to another place'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "push" -d 'Send an image from the local store, or from another place, to a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "copy" -d 'Copy an image from any place to any other'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "cp" -d 'Copy an image from any place to any other'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "blob" -d 'Fetch, look at and delete single blobs'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "completion" -d 'Print a completion script for a shell'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "image" -d 'Look at whole images'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "inspect" -d 'Show what an image is: platforms, layers, and how it is started'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "manifest" -d 'Print, look at and delete manifests'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "repo" -d 'List repositories'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "tag" -d 'List and delete tags'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "login" -d 'Log in to a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "logout" -d 'Forget the credentials of a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "registry" -d 'Log in to registries and out of them'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "serve" -d 'Serve images as a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "store" -d 'Look after the local store'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "version" -d 'Show the version of wharf'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "whoami" -d 'Show who one is at a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: this machine\'s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s a -l all-platforms -d 'Of an index, all platforms'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l sparse -d 'With --platform: keep the whole index, and so its digest, though only these platforms are taken'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand push" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand push" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand push" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand push" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand push" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand push" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand push" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand push" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand push" -l sparse -d 'With --platform: keep the whole index, and so its digest, though only these platforms are taken'
complete -c wharf -n "__fish_wharf_using_subcommand push" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l sparse -d 'With --platform: keep the whole index, and so its digest, though only these platforms are taken'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l sparse -d 'With --platform: keep the whole index, and so its digest, though only these platforms are taken'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -f -a "delete" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -f -a "rm" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -f -a "get" -d 'Fetch a blob and verify it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -f -a "head" -d 'Print the size of a blob, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from delete rm get head help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s o -l output -d 'Write to FILE; - is standard output' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "get" -d 'Fetch a blob and verify it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "head" -d 'Print the size of a blob, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand completion" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand completion" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l require-list -d 'Fail unless there is an index of several images'
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -f -a "copy" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -f -a "cp" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -f -a "inspect" -d 'Print the config of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -f -a "manifest" -d 'Print the manifest of an image (the same as `wharf manifest get`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from copy cp digest inspect manifest help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l sparse -d 'With --platform: keep the whole index, and so its digest, though only these platforms are taken'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l sparse -d 'With --platform: keep the whole index, and so its digest, though only these platforms are taken'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l require-list -d 'Fail unless there is an index of several images'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l require-list -d 'Fail unless there is an index of several images'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "copy" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "inspect" -d 'Print the config of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "manifest" -d 'Print the manifest of an image (the same as `wharf manifest get`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l history -d 'Show how each layer came to be, too'
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -f -a "delete" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -f -a "rm" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -f -a "get" -d 'Print a manifest or an index'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -f -a "head" -d 'Print what a manifest is, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -f -a "digest" -d 'Print what a manifest is, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm get head digest help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l force-tag-dereference -d 'Take a tag too, and delete the manifest that it names, for all its tags'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l force-tag-dereference -d 'Take a tag too, and delete the manifest that it names, for all its tags'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l require-list -d 'Fail unless there is an index of several images'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l require-list -d 'Fail unless there is an index of several images'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l require-list -d 'Fail unless there is an index of several images'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print a manifest or an index'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "head" -d 'Print what a manifest is, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -f -a "ls" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -f -a "list" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from ls list help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l last -d 'Only those that come after this one in the registry\'s order' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l limit -d 'At most N, of those that pass the filters' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l last -d 'Only those that come after this one in the registry\'s order' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l limit -d 'At most N, of those that pass the filters' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "delete" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "rm" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "ls" -d 'List the tags of a repository or a layout'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "list" -d 'List the tags of a repository or a layout'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l last -d 'Only those that come after this one in the registry\'s order' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l limit -d 'At most N: the first of those that pass the filters, as they are sorted' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l sort -d 'Sort them; without this they stand in the registry\'s order' -r -f -a "created\t'Newest first, by when the image was created; asks the registry about each tag'
name\t'By the bytes of the name'
semver\t'Highest version first, what is no version last'"
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -s l -l long -d 'Print digest, age, size and platforms too; asks the registry about each tag'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l last -d 'Only those that come after this one in the registry\'s order' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l limit -d 'At most N: the first of those that pass the filters, as they are sorted' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l sort -d 'Sort them; without this they stand in the registry\'s order' -r -f -a "created\t'Newest first, by when the image was created; asks the registry about each tag'
name\t'By the bytes of the name'
semver\t'Highest version first, what is no version last'"
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -s l -l long -d 'Print digest, age, size and platforms too; asks the registry about each tag'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List the tags of a repository or a layout'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s u -l username -d 'The user' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -s p -l password -d 'The password; other users of this machine may see it here, so --password-stdin is better' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l credential-store -d 'Where to save [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand login" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand login" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand login" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand login" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand login" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand login" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l password-stdin -d 'Read the password from standard input'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l credential-store -d 'Where login saves [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand logout" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l all -d 'Erase from every file, helper and keyring that is looked into, not only from where login saves'
complete -c wharf -n "__fish_wharf_using_subcommand logout" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand logout" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -f -a "login" -d 'Log in to a registry (the same as `wharf login`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -f -a "logout" -d 'Forget the credentials of a registry (the same as `wharf logout`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -f -a "whoami" -d 'Show who one is at a registry (the same as `wharf whoami`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from login logout whoami help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s u -l username -d 'The user' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s p -l password -d 'The password; other users of this machine may see it here, so --password-stdin is better' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l credential-store -d 'Where to save [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l password-stdin -d 'Read the password from standard input'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l credential-store -d 'Where login saves [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l all -d 'Erase from every file, helper and keyring that is looked into, not only from where login saves'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "login" -d 'Log in to a registry (the same as `wharf login`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "logout" -d 'Forget the credentials of a registry (the same as `wharf logout`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "whoami" -d 'Show who one is at a registry (the same as `wharf whoami`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l memory -d 'Keep everything in memory, and forget it in the end' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l name -d 'What the repository is called where DIR is one image layout [default: as the directory]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l serve-config -d 'A TOML file with any of these options [env: WHARF_SERVE_CONFIG]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l listen -d 'Where to listen: HOST:PORT (port 0 is any free one), :PORT or unix:PATH; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l socket-mode -d 'The permissions of Unix sockets, in octal' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l metrics-listen -d 'Where to answer /metrics, and nowhere else then' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l base-path -d 'The path below which a reverse proxy offers the registry, such as /registry' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l trusted-proxy -d 'Believe X-Forwarded-For and X-Forwarded-Proto from NETWORK, such as 10.0.0.0/8; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l workers -d 'How many threads answer requests [default: one for each processor]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l tls-cert -d 'The certificate, and those that lead to its authority (PEM); read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l tls-key -d 'The private key of the certificate (PEM)' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l tls-client-ca -d 'Let in only clients with a certificate of these authorities (PEM)' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l tls-self-signed -d 'Speak TLS with a certificate made here, for a laboratory' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l htpasswd -d 'The users, with bcrypt hashes, as `wharf serve user add` writes them; read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l policy -d 'Who may do what with which repositories, and which tags never move (TOML); read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l auth -d 'How clients prove who they are [default: basic, or bearer with --jwks]' -r -f -a "basic\t'Name and password with every request'
bearer\t'A token, fetched with name and password'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l jwks -d 'The keys of an outside issuer of tokens (JWKS); read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l token-issuer -d 'Who must have issued a token: needed with --jwks' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l token-realm -d 'Where clients fetch tokens: needed with --jwks [default: /token here]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l token-service -d 'What this registry is called in tokens [default: wharf]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l public-url -d 'How clients reach this registry, where a proxy changes host or scheme: https://registry.example.org' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l read-only -d 'Answer reads alone' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l sparse -d 'What to do with a manifest that names content which is not there' -r -f -a "accept\t'It is stored'
refuse\t'It is refused'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l foreign -d 'Which documents to take as manifests besides those of images and artifacts' -r -f -a "any\t'Whatever they are'
json\t'Those that are JSON'
refuse\t'None'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l manifest-limit -d 'The largest manifest' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l chunk-min-length -d 'Ask clients to send uploads in chunks of this size at least; smaller ones are taken too' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l quota-repository -d 'The most that one repository may hold' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l quota-total -d 'The most that all repositories may hold together' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l free-floor -d 'What must stay free on the disk' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l gc-interval -d 'How often garbage is collected; 0s is never' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l gc-grace -d 'What changed within this time, 10m at least, is not collected, and what was can so long be brought back' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l upload-age -d 'After how long an upload that nobody goes on with is dropped' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l retention -d 'Which tags are given up, by number, age and pattern (TOML, as for `wharf store retention`)' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l scrub -d 'How much of the store is hashed in each collection to find damage' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l max-connections -d 'Connections in all' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l max-connections-per-client -d 'Connections of one client' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l header-timeout -d 'How long the head of a request, or a TLS handshake, may take' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l idle-timeout -d 'How long a connection may be without a request' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l body-timeout -d 'How long a body may bring, or a client may take, no byte' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l max-header-size -d 'The largest head of a request' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l requests-per-second -d 'Requests of one client in a second; more get 429 [default: any number]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l drain -d 'How long requests under way may take after SIGTERM or SIGINT; a second signal ends them' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l access-log -d 'How requests are logged' -r -f -a "off\t'Not at all'
text\t'A line of words for each'
json\t'A line of JSON for each'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l access-log-file -d 'Where requests are logged; opened again on SIGHUP [default: standard error]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l warning -d 'What docker and others show their users with every answer' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -a "user" -d 'Add, list and remove the users of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from user help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "add" -d 'Add a user, or give one another password'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "ls" -d 'List the users'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "list" -d 'List the users'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "rm" -d 'Remove a user'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "delete" -d 'Remove a user'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from help" -f -a "user" -d 'Add, list and remove the users of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "du" -d 'Show what the store takes of the disk'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "gc" -d 'Remove what no tag leads to, or bring back what was removed last'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "ls" -d 'List the images in the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "list" -d 'List the images in the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "path" -d 'Print the directory of the store, or of one repository in it, which is an image layout'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "retention" -d 'Remove the tags that rules give up: by number, by age, by pattern'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "rm" -d 'Remove a tag or a manifest from the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "delete" -d 'Remove a tag or a manifest from the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "verify" -d 'Check every file of the store against its digest, and every image for what it needs'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "why" -d 'Show what keeps a blob or a manifest in the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l grace -d 'Keep what changed within this time, and the trash for as long [default: 1h]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l dry-run -d 'Show what would be removed, and why, and remove nothing'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l no-wait -d 'Fail at once where another collection runs, or transfers that are in the way, instead of waiting'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l explain -d 'Show what is kept, and why, as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l undo -d 'Bring back what the last collection took'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l dry-run -d 'Show what would become of each tag, and why, and remove nothing'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l delete-bad -d 'Delete files whose content is not what their name says, so that the next pull fetches them again'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l grace -d 'The grace of garbage collection [default: 1h]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "du" -d 'Show what the store takes of the disk'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "gc" -d 'Remove what no tag leads to, or bring back what was removed last'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List the images in the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the directory of the store, or of one repository in it, which is an image layout'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "retention" -d 'Remove the tags that rules give up: by number, by age, by pattern'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "rm" -d 'Remove a tag or a manifest from the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Check every file of the store against its digest, and every image for what it needs'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "why" -d 'Show what keeps a blob or a manifest in the store'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand version" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand version" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand version" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand version" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand version" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand version" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand version" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand version" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -s v -l verbose -d 'Say more of what is done: each request and its outcome'
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "pull" -d 'Fetch an image into the local store, or to another place'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "push" -d 'Send an image from the local store, or from another place, to a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "copy" -d 'Copy an image from any place to any other'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "blob" -d 'Fetch, look at and delete single blobs'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "completion" -d 'Print a completion script for a shell'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "image" -d 'Look at whole images'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "inspect" -d 'Show what an image is: platforms, layers, and how it is started'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "manifest" -d 'Print, look at and delete manifests'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "repo" -d 'List repositories'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "tag" -d 'List and delete tags'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "login" -d 'Log in to a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "logout" -d 'Forget the credentials of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "registry" -d 'Log in to registries and out of them'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "serve" -d 'Serve images as a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "store" -d 'Look after the local store'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "version" -d 'Show the version of wharf'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "whoami" -d 'Show who one is at a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy blob completion digest image inspect manifest repo tag login logout registry serve store version whoami help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "delete" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "get" -d 'Fetch a blob and verify it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "head" -d 'Print the size of a blob, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "copy" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "inspect" -d 'Print the config of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "manifest" -d 'Print the manifest of an image (the same as `wharf manifest get`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "delete" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "get" -d 'Print a manifest or an index'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "head" -d 'Print what a manifest is, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from repo" -f -a "ls" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "delete" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "ls" -d 'List the tags of a repository or a layout'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "login" -d 'Log in to a registry (the same as `wharf login`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "logout" -d 'Forget the credentials of a registry (the same as `wharf logout`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "whoami" -d 'Show who one is at a registry (the same as `wharf whoami`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from serve" -f -a "user" -d 'Add, list and remove the users of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "du" -d 'Show what the store takes of the disk'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "gc" -d 'Remove what no tag leads to, or bring back what was removed last'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "ls" -d 'List the images in the store'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "path" -d 'Print the directory of the store, or of one repository in it, which is an image layout'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "retention" -d 'Remove the tags that rules give up: by number, by age, by pattern'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "rm" -d 'Remove a tag or a manifest from the store'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "verify" -d 'Check every file of the store against its digest, and every image for what it needs'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "why" -d 'Show what keeps a blob or a manifest in the store'
