# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_wharf_global_optspecs
    string join \n config= store= q/quiet v/verbose verbosity= logopt= host= user-agent= color= ca-file= tls-skip-verify= plain-http= creds= authfile= connect-timeout= stall-timeout= retries= h/help V/version
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
complete -c wharf -n "__fish_wharf_needs_command" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_needs_command" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_needs_command" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_needs_command" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_needs_command" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_needs_command" -s V -l version -d 'Print version'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "pull" -d 'Fetch an image into the local store, or to another place'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "push" -d 'Send an image from the local store, or from another place, to a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "copy" -d 'Copy an image from any place to any other'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "cp" -d 'Copy an image from any place to any other'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "append" -d 'Put layers on top of an image, or make an image of them'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "artifact" -d 'Put and fetch files, and see what refers to an image'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "blob" -d 'Put, fetch, look at and delete single blobs'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "cat" -d 'Print files of an image'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "completion" -d 'Print a completion script for a shell'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "config" -d 'Show and change the settings'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "diff" -d 'Show how two images differ: config, layers, files'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "du" -d 'Show how large images are, and what they share'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "export" -d 'Write the root file system of an image to a tar or a directory'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "files" -d 'List the files of an image'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "flatten" -d 'Make all layers of an image, or some, one'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "history" -d 'Show how each layer of an image came to be'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "image" -d 'Look at, make, edit and move whole images'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "index" -d 'Make and change indexes: the images of several platforms under one name'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "inspect" -d 'Show what an image is: platforms, layers, and how it is started'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "login" -d 'Log in to a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "logout" -d 'Forget the credentials of a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "manifest" -d 'Put, print, look at and delete manifests'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "rebase" -d 'Put an image on another base'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "ref" -d 'Take the name of an image apart'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "registry" -d 'Log in to registries and out of them, and set how they are spoken to'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "repo" -d 'List and copy repositories'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "serve" -d 'Serve images as a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "store" -d 'Look after the local store'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "tag" -d 'List and delete tags'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "version" -d 'Show the version of wharf'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "whoami" -d 'Show who one is at a registry'
complete -c wharf -n "__fish_wharf_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: this machine\'s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand pull" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand push" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand push" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand push" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand push" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand push" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand push" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand push" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand push" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand cp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand append" -s b -l base -d 'What is under the new layers; without it they are the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s f -l new_layer -d 'A layer: a tar, compressed or not, - being standard input, or dir=DIR; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s t -l new_tag -l tag -d 'Where the new image goes' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l platform -d 'Only the image for this platform gets the layers; without a base, what the image runs on' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l compress -d 'How the new layers are compressed: gzip, zstd or none' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s a -l annotation -d 'Set an annotation; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l annotation-base -d 'Note what image this one was made from' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l annotation-promote -d 'Put annotations that all images of an index share into the index' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l author -d 'Set the author; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l buildarg-rm -d 'Remove a build argument from the history' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l buildarg-rm-regex -d 'Remove a build argument whose value REGEX matches' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l cmd -d 'Set the default arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l config-cmd -d 'Set the default arguments: a JSON array, or a line for the shell; empty removes them' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l config-entrypoint -d 'Set the program: a JSON array, or a line for the shell; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l config-platform -l set-platform -d 'Say that every image runs on this platform' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l config-time -d 'Set when the image and the steps of its history were made' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l config-time-max -d 'Set later times in the config to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l data-max -d 'Carry content of at most so many bytes in its descriptor, and no other' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l digest-algo -d 'Address everything by sha256 or by sha512' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l entrypoint -d 'Set the program and its fixed arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s e -l env -d 'Set a variable of the environment; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l expose-add -d 'Add an exposed port, as in 80/tcp' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l expose-rm -d 'Remove an exposed port' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l exposed-ports -d 'Set the exposed ports, in place of all there are' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l external-urls-rm -d 'Make foreign layers ordinary ones, without URLs' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s l -l label -d 'Set a label; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l label-to-annotation -d 'Copy the labels of images to annotations of their manifests' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l stop-signal -d 'Set the signal that stops a container; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l to-docker -d 'Convert to Docker\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l to-oci -d 'Convert to OCI\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l to-oci-referrers -d 'Convert attestations and tags named after digests to OCI referrers' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s u -l user -d 'Set the user to run as; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l volume-add -d 'Add a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l volume-rm -d 'Remove a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s w -l workdir -d 'Set where the program starts; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l append -d 'Put the tar FILE on top as a layer; - is standard input' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l file-tar-time -d 'Set times inside of a tar that is a file of a layer' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l file-tar-time-max -d 'Set later times inside of such a tar to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l flatten -d 'Make all layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-add -d 'Put a layer on top: tar=FILE or dir=DIR, and what is said below' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-compress -d 'Compress all layers by gzip, zstd or not at all (none)' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-rm-created-by -d 'Remove layers by what the history says of their making' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-rm-index -d 'Remove a layer by its place, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-squash -d 'Make the topmost N layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-squash-from -d 'Make layer N and all on top of it one, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-strip-file -d 'Remove a file, or a directory with all in it, from all layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-time -d 'Set the times of the files in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l layer-time-max -d 'Set later times of files in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l rebase -d 'Put the image on the newest form of the base that its annotations name' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l rebase-ref -d 'Put the image that stands on OLD on NEW' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l reproducible -l layer-reproducible -d 'Take out of layers what differs from one build to the next' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l time -d 'Set times both in configs and in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l time-max -d 'Set later times in configs and in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand append" -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand append" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand append" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand append" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand append" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand append" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand append" -l set-base-image-annotations -d 'Note in annotations what image is under the layers'
complete -c wharf -n "__fish_wharf_using_subcommand append" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand append" -l dry-run -d 'Show what would be put, blob by blob, and put nothing'
complete -c wharf -n "__fish_wharf_using_subcommand append" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand append" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand append" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "get" -d 'Fetch the files of an artifact'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "pull" -d 'Fetch the files of an artifact'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "list" -d 'List what refers to an image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "ls" -d 'List what refers to an image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "put" -d 'Put files and directories as an artifact, and attach it to an image'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "push" -d 'Put files and directories as an artifact, and attach it to an image'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "tree" -d 'Show an image with all that refers to it, and what refers to that'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and not __fish_seen_subcommand_from get pull list ls put push tree help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l subject -d 'Get what refers to this image, the first of several' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -s p -l platform -d 'The platform of the subject that is meant, or of the artifact where there is an index of several' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l external -d 'Look for what refers to the subject in this other repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l filter-artifact-type -d 'Only artifacts of this type' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l filter-annotation -d 'Only artifacts with this annotation; KEY alone is any value. May be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l sort-annotation -d 'In the order of this annotation; those without it come last' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -s f -l file -d 'Only the file with this title; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -s m -l file-media-type -d 'Only files of this media type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -s o -l output -d 'Write the files below this directory, which must be there' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l config-file -d 'Write the config to FILE as well' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l latest -d 'The newest first, by the annotation of when each was created'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l sort-desc -d 'With --sort-annotation: the greatest first'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l strip-dirs -d 'Leave the directories in titles out'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -l show-config -d 'Print the config, and no file'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l subject -d 'Get what refers to this image, the first of several' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -s p -l platform -d 'The platform of the subject that is meant, or of the artifact where there is an index of several' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l external -d 'Look for what refers to the subject in this other repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l filter-artifact-type -d 'Only artifacts of this type' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l filter-annotation -d 'Only artifacts with this annotation; KEY alone is any value. May be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l sort-annotation -d 'In the order of this annotation; those without it come last' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -s f -l file -d 'Only the file with this title; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -s m -l file-media-type -d 'Only files of this media type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -s o -l output -d 'Write the files below this directory, which must be there' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l config-file -d 'Write the config to FILE as well' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l latest -d 'The newest first, by the annotation of when each was created'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l sort-desc -d 'With --sort-annotation: the greatest first'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l strip-dirs -d 'Leave the directories in titles out'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -l show-config -d 'Print the config, and no file'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from pull" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l filter-artifact-type -d 'Only artifacts of this type' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l filter-annotation -d 'Only artifacts with this annotation; KEY alone is any value. May be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l sort-annotation -d 'In the order of this annotation; those without it come last' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -s p -l platform -d 'What refers to the image for this platform: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l external -d 'Look for what refers to the image in this other repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l latest -d 'The newest first, by the annotation of when each was created'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l sort-desc -d 'With --sort-annotation: the greatest first'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -l digest-tags -d 'The tags too that stand for the digest of the image (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l filter-artifact-type -d 'Only artifacts of this type' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l filter-annotation -d 'Only artifacts with this annotation; KEY alone is any value. May be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l sort-annotation -d 'In the order of this annotation; those without it come last' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -s p -l platform -d 'What refers to the image for this platform: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l external -d 'Look for what refers to the image in this other repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l latest -d 'The newest first, by the annotation of when each was created'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l sort-desc -d 'With --sort-annotation: the greatest first'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -l digest-tags -d 'The tags too that stand for the digest of the image (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -s f -l file -d 'A file or directory to put; may be repeated. - is standard input' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -s m -l file-media-type -d 'The media type of the file, one for each --file [default: the artifact type, else application/octet-stream]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l artifact-type -d 'What kind of artifact it is' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l config-file -d 'The content of the config [default: an empty JSON document]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l config-type -d 'The media type of the config [default: the artifact type, where there is a --config-file]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l annotation -d 'An annotation of the manifest; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l subject -d 'The image that the artifact refers to, in the same repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -s p -l platform -d 'The platform of the subject that is meant; with --index, the platform that the index gives the artifact' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l external -d 'Put what refers to the subject into this other repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l media-type -d 'The form of the manifest, which is an OCI image manifest and nothing else' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l file-title -d 'Give each file its name as its title'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l strip-dirs -d 'Leave the directories out of titles'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l by-digest -d 'Give the artifact no tag, and print its digest'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l index -d 'List the artifact in the index that IMAGE is, or is to be'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from put" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -s f -l file -d 'A file or directory to put; may be repeated. - is standard input' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -s m -l file-media-type -d 'The media type of the file, one for each --file [default: the artifact type, else application/octet-stream]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l artifact-type -d 'What kind of artifact it is' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l config-file -d 'The content of the config [default: an empty JSON document]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l config-type -d 'The media type of the config [default: the artifact type, where there is a --config-file]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l annotation -d 'An annotation of the manifest; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l subject -d 'The image that the artifact refers to, in the same repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -s p -l platform -d 'The platform of the subject that is meant; with --index, the platform that the index gives the artifact' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l external -d 'Put what refers to the subject into this other repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l media-type -d 'The form of the manifest, which is an OCI image manifest and nothing else' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l file-title -d 'Give each file its name as its title'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l strip-dirs -d 'Leave the directories out of titles'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l by-digest -d 'Give the artifact no tag, and print its digest'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l index -d 'List the artifact in the index that IMAGE is, or is to be'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l filter-artifact-type -d 'Only artifacts of this type' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l filter-annotation -d 'Only artifacts with this annotation; KEY alone is any value. May be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -s p -l platform -d 'Begin at the image for this platform: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l external -d 'Look for what refers to the image in this other repository' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -l digest-tags -d 'Show the tags too that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from tree" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from help" -f -a "get" -d 'Fetch the files of an artifact'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from help" -f -a "list" -d 'List what refers to an image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from help" -f -a "put" -d 'Put files and directories as an artifact, and attach it to an image'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from help" -f -a "tree" -d 'Show an image with all that refers to it, and what refers to that'
complete -c wharf -n "__fish_wharf_using_subcommand artifact; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "copy" -d 'Copy a blob to another repository, by a mount where that is possible'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "cp" -d 'Copy a blob to another repository, by a mount where that is possible'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "delete" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "rm" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "diff-config" -d 'Show how two image configs differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "diff-layer" -d 'Show how the files of two layers differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "get" -d 'Fetch a blob and verify it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "get-file" -d 'Print or save a file of a layer'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "head" -d 'Print the headers or the size of a blob, without fetching it Print the size of a blob, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "put" -d 'Put content from a file or a pipe as a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "push" -d 'Put content from a file or a pipe as a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and not __fish_seen_subcommand_from copy cp delete rm diff-config diff-layer get get-file head put push help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from cp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l context -d 'Show N lines around each difference' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l context-full -d 'Show all lines around the differences'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -l exit-code -d 'End with exit code 1 where there are differences'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-config" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l context -d 'Show N lines around each difference' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l ignore-timestamp -l ignore-timestamps -d 'Do not look at when files were changed'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l context-full -d 'Show all lines around the differences'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -l exit-code -d 'End with exit code 1 where there are differences'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from diff-layer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s o -l output -d 'Write to FILE; - is standard output' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s f -l format -d 'What is printed: body, which is the blob, or raw-headers or raw, what a registry answers, and the blob behind it' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -l verify -d 'Read the layer that has the file to its end, and fail unless it is what its digest says'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from get-file" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from head" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l digest -d 'The digest that the content must have' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l content-type -d 'The media type that the result names; registries keep none for a blob' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from put" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l digest -d 'The digest that the content must have' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l content-type -d 'The media type that the result names; registries keep none for a blob' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "copy" -d 'Copy a blob to another repository, by a mount where that is possible'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "diff-config" -d 'Show how two image configs differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "diff-layer" -d 'Show how the files of two layers differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "get" -d 'Fetch a blob and verify it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "get-file" -d 'Print or save a file of a layer'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "head" -d 'Print the headers or the size of a blob, without fetching it Print the size of a blob, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "put" -d 'Put content from a file or a pipe as a blob'
complete -c wharf -n "__fish_wharf_using_subcommand blob; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand cat" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l toc -d 'Whether a layer\'s table of contents is used (eStargz, zstd:chunked), or the layer itself is read' -r -f -a "auto\t'Where a large layer announces one in the manifest, with its digest'
never\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand cat" -l verify -d 'Read the layer that has the file to its end, and fail unless it is what its digest says'
complete -c wharf -n "__fish_wharf_using_subcommand cat" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand cat" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand cat" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand completion" -l no-descriptions -d 'Complete words alone, without what they mean'
complete -c wharf -n "__fish_wharf_using_subcommand completion" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand completion" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand completion" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -f -a "get" -d 'Show the settings and where each was made'
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -f -a "set" -d 'Change settings in the configuration file'
complete -c wharf -n "__fish_wharf_using_subcommand config; and not __fish_seen_subcommand_from get set help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l docker-cert -d 'Look for certificates where docker and podman have them (certs.d)' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l docker-cred -d 'Look for credentials where docker has them; wharf keeps its own there too, so this cannot be switched off' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l default-cred-helper -d 'The helper that is asked where nothing else has a credential; empty for none' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l blob-limit -d 'regctl\'s limit for blobs in memory; wharf holds none there, so that nothing but 0 is taken' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "get" -d 'Show the settings and where each was made'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set" -d 'Change settings in the configuration file'
complete -c wharf -n "__fish_wharf_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand diff" -s p -l platform -d 'The images for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l only -d 'Compare nothing but these' -r -f -a "config\t'The config, and the annotations of the manifest'
layers\t'The layers as blobs'
files\t'The files that the layers make'"
complete -c wharf -n "__fish_wharf_using_subcommand diff" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l ignore-timestamps -l ignore-timestamp -d 'Do not look at when files were changed'
complete -c wharf -n "__fish_wharf_using_subcommand diff" -l full -d 'Read the layers that both have, too'
complete -c wharf -n "__fish_wharf_using_subcommand diff" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand diff" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l algorithm -d 'Of standard input: sha256 or sha512' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l list -d 'Stay with the index where there is one (the default without --platform); --list=false takes the image for this machine' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand digest" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand du" -s p -l platform -d 'Only the image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l depth -d 'How many directories deep' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand du" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand du" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand du" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand du" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand du" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand du" -s u -l uncompressed -d 'Show how large layers are uncompressed, too'
complete -c wharf -n "__fish_wharf_using_subcommand du" -l dirs -d 'Show how large the directories of the image are; of several images, that of this machine'
complete -c wharf -n "__fish_wharf_using_subcommand du" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand du" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand du" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand export" -s o -l output -d 'The same as OUTPUT' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand export" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand export" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand export" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand export" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand export" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand export" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand export" -l same-owner -d 'In a directory, give files the owners that the image names'
complete -c wharf -n "__fish_wharf_using_subcommand export" -l devices -d 'In a directory, make device files'
complete -c wharf -n "__fish_wharf_using_subcommand export" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand export" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand files" -l layer -d 'The entries of one layer: its number from 0, the lowest, or its digest or the beginning of that' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l toc -d 'Whether a layer\'s table of contents is used (eStargz, zstd:chunked), or the layer itself is read' -r -f -a "auto\t'Where a large layer announces one in the manifest, with its digest'
never\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand files" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand files" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand files" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand files" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand files" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand files" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand files" -s l -l long -d 'Show mode, owner, size, time and link'
complete -c wharf -n "__fish_wharf_using_subcommand files" -l layers -d 'Show which layer each path comes from'
complete -c wharf -n "__fish_wharf_using_subcommand files" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand files" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand files" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -s t -l tag -d 'Where the new image goes: a tag beside the old one, or another place [default: in place of the old one]' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l last -d 'Only the topmost N layers become one' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l from -d 'Only layer N and those on top of it become one, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -l dry-run -d 'Show what would be put, blob by blob, and put nothing'
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand flatten" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand history" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -s H -l human -d 'Print ages and sizes as people read them; =false prints times and bytes' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand history" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand history" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand history" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand history" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand history" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand history" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand history" -l no-trunc -d 'Cut nothing'
complete -c wharf -n "__fish_wharf_using_subcommand history" -s q -l quiet -d 'Print only the IDs'
complete -c wharf -n "__fish_wharf_using_subcommand history" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "check-base" -d 'Tell whether the base of an image has changed since it was built'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "copy" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "cp" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "create" -d 'Make an image out of files, or an empty one'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "delete" -d 'Delete an image by its digest, and with it every tag that names it (the same as `wharf manifest delete`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "rm" -d 'Delete an image by its digest, and with it every tag that names it (the same as `wharf manifest delete`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "get-file" -d 'Print or save a file of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "export" -d 'Write an image into one file that docker, podman and others load'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "import" -d 'Read an image from a file that docker, podman or another tool saved'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "inspect" -d 'Print the config of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "manifest" -d 'Print the manifest of an image (the same as `wharf manifest get`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "mod" -d 'Make another image by editing one: config, annotations, times, formats'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "mutate" -d 'Make another image by editing one: config, annotations, times, formats'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "ratelimit" -d 'Show how many pulls the registry still allows'
complete -c wharf -n "__fish_wharf_using_subcommand image; and not __fish_seen_subcommand_from check-base copy cp create delete rm digest get-file export import inspect manifest mod mutate ratelimit help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l base -d 'The base, whatever the annotations say' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l digest -d 'The digest that the base had' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -l no-config -d 'Do not compare the history, only layers'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from check-base" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from cp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l dir -d 'Put all that is in the directory DIR into the image; may be repeated' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l at -d 'Where in the image the files of --dir are' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l file -d 'Put a file into the image, at PLACE or under its name in the root; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l tar -d 'Make a layer of a tar, compressed or not, - being standard input; may be repeated' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l compress -d 'How the layers are compressed: gzip, zstd or none' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s p -l platform -d 'What the image runs on: os/arch, os/arch/variant, or local [default: local]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l created -d 'When the image was made, or now [default: not said]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s m -l media-type -d 'OCI\'s image manifest, or Docker\'s' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s a -l annotation -d 'Set an annotation; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l annotation-base -d 'Note what image this one was made from' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l annotation-promote -d 'Put annotations that all images of an index share into the index' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l author -d 'Set the author; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l buildarg-rm -d 'Remove a build argument from the history' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l buildarg-rm-regex -d 'Remove a build argument whose value REGEX matches' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l cmd -d 'Set the default arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l config-cmd -d 'Set the default arguments: a JSON array, or a line for the shell; empty removes them' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l config-entrypoint -d 'Set the program: a JSON array, or a line for the shell; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l config-platform -l set-platform -d 'Say that every image runs on this platform' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l config-time -d 'Set when the image and the steps of its history were made' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l config-time-max -d 'Set later times in the config to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l data-max -d 'Carry content of at most so many bytes in its descriptor, and no other' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l digest-algo -d 'Address everything by sha256 or by sha512' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l entrypoint -d 'Set the program and its fixed arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s e -l env -d 'Set a variable of the environment; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l expose-add -d 'Add an exposed port, as in 80/tcp' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l expose-rm -d 'Remove an exposed port' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l exposed-ports -d 'Set the exposed ports, in place of all there are' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l external-urls-rm -d 'Make foreign layers ordinary ones, without URLs' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s l -l label -d 'Set a label; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l label-to-annotation -d 'Copy the labels of images to annotations of their manifests' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l stop-signal -d 'Set the signal that stops a container; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l to-docker -d 'Convert to Docker\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l to-oci -d 'Convert to OCI\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l to-oci-referrers -d 'Convert attestations and tags named after digests to OCI referrers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s u -l user -d 'Set the user to run as; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l volume-add -d 'Add a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l volume-rm -d 'Remove a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s w -l workdir -d 'Set where the program starts; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l append -d 'Put the tar FILE on top as a layer; - is standard input' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l file-tar-time -d 'Set times inside of a tar that is a file of a layer' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l file-tar-time-max -d 'Set later times inside of such a tar to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l flatten -d 'Make all layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-add -d 'Put a layer on top: tar=FILE or dir=DIR, and what is said below' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-compress -d 'Compress all layers by gzip, zstd or not at all (none)' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-rm-created-by -d 'Remove layers by what the history says of their making' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-rm-index -d 'Remove a layer by its place, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-squash -d 'Make the topmost N layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-squash-from -d 'Make layer N and all on top of it one, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-strip-file -d 'Remove a file, or a directory with all in it, from all layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-time -d 'Set the times of the files in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l layer-time-max -d 'Set later times of files in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l rebase -d 'Put the image on the newest form of the base that its annotations name' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l rebase-ref -d 'Put the image that stands on OLD on NEW' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l reproducible -l layer-reproducible -d 'Take out of layers what differs from one build to the next' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l time -d 'Set times both in configs and in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l time-max -d 'Set later times in configs and in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l by-digest -d 'Put the image under its digest alone'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -l dry-run -d 'Show what would be put, blob by blob, and put nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l force-tag-dereference -d 'Take a tag too, and delete the manifest that it names, for all its tags'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l referrers -d 'Read the manifest first, and do not delete it where it cannot be seen what it refers to'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l force-tag-dereference -d 'Take a tag too, and delete the manifest that it names, for all its tags'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l referrers -d 'Read the manifest first, and do not delete it where it cannot be seen what it refers to'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l algorithm -d 'Of standard input: sha256 or sha512' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l list -d 'Stay with the index where there is one (the default without --platform); --list=false takes the image for this machine' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l toc -d 'Whether a layer\'s table of contents is used (eStargz, zstd:chunked), or the layer itself is read' -r -f -a "auto\t'Where a large layer announces one in the manifest, with its digest'
never\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -l verify -d 'Read the layer that has the file to its end, and fail unless it is what its digest says'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from get-file" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l name -d 'What the image is called in the file [default: as it is called where it comes from]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l compress -d 'Compress the file with gzip'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l name -d 'Which image of the file, where there are several: its name, its tag, or @N for the one at place N from 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l list -d 'Stay with the index where there is one (the default without --platform); --list=false takes the image for this machine' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from manifest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s t -l create -l tag -d 'Where the new image goes: a tag beside the old one, or another place' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s a -l annotation -d 'Set an annotation; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l annotation-base -d 'Note what image this one was made from' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l annotation-promote -d 'Put annotations that all images of an index share into the index' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l author -d 'Set the author; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l buildarg-rm -d 'Remove a build argument from the history' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l buildarg-rm-regex -d 'Remove a build argument whose value REGEX matches' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l cmd -d 'Set the default arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l config-cmd -d 'Set the default arguments: a JSON array, or a line for the shell; empty removes them' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l config-entrypoint -d 'Set the program: a JSON array, or a line for the shell; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l config-platform -l set-platform -d 'Say that every image runs on this platform' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l config-time -d 'Set when the image and the steps of its history were made' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l config-time-max -d 'Set later times in the config to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l data-max -d 'Carry content of at most so many bytes in its descriptor, and no other' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l digest-algo -d 'Address everything by sha256 or by sha512' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l entrypoint -d 'Set the program and its fixed arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s e -l env -d 'Set a variable of the environment; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l expose-add -d 'Add an exposed port, as in 80/tcp' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l expose-rm -d 'Remove an exposed port' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l exposed-ports -d 'Set the exposed ports, in place of all there are' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l external-urls-rm -d 'Make foreign layers ordinary ones, without URLs' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s l -l label -d 'Set a label; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l label-to-annotation -d 'Copy the labels of images to annotations of their manifests' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l stop-signal -d 'Set the signal that stops a container; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l to-docker -d 'Convert to Docker\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l to-oci -d 'Convert to OCI\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l to-oci-referrers -d 'Convert attestations and tags named after digests to OCI referrers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s u -l user -d 'Set the user to run as; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l volume-add -d 'Add a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l volume-rm -d 'Remove a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s w -l workdir -d 'Set where the program starts; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l append -d 'Put the tar FILE on top as a layer; - is standard input' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l file-tar-time -d 'Set times inside of a tar that is a file of a layer' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l file-tar-time-max -d 'Set later times inside of such a tar to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l flatten -d 'Make all layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-add -d 'Put a layer on top: tar=FILE or dir=DIR, and what is said below' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-compress -d 'Compress all layers by gzip, zstd or not at all (none)' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-rm-created-by -d 'Remove layers by what the history says of their making' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-rm-index -d 'Remove a layer by its place, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-squash -d 'Make the topmost N layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-squash-from -d 'Make layer N and all on top of it one, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-strip-file -d 'Remove a file, or a directory with all in it, from all layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-time -d 'Set the times of the files in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l layer-time-max -d 'Set later times of files in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l rebase -d 'Put the image on the newest form of the base that its annotations name' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l rebase-ref -d 'Put the image that stands on OLD on NEW' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l reproducible -l layer-reproducible -d 'Take out of layers what differs from one build to the next' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l time -d 'Set times both in configs and in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l time-max -d 'Set later times in configs and in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l replace -d 'Move the tag of the old image to the new one; --create goes before it'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -l dry-run -d 'Show what would be put, blob by blob, and put nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mod" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s t -l create -l tag -d 'Where the new image goes: a tag beside the old one, or another place' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s a -l annotation -d 'Set an annotation; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l annotation-base -d 'Note what image this one was made from' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l annotation-promote -d 'Put annotations that all images of an index share into the index' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l author -d 'Set the author; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l buildarg-rm -d 'Remove a build argument from the history' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l buildarg-rm-regex -d 'Remove a build argument whose value REGEX matches' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l cmd -d 'Set the default arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l config-cmd -d 'Set the default arguments: a JSON array, or a line for the shell; empty removes them' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l config-entrypoint -d 'Set the program: a JSON array, or a line for the shell; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l config-platform -l set-platform -d 'Say that every image runs on this platform' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l config-time -d 'Set when the image and the steps of its history were made' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l config-time-max -d 'Set later times in the config to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l data-max -d 'Carry content of at most so many bytes in its descriptor, and no other' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l digest-algo -d 'Address everything by sha256 or by sha512' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l entrypoint -d 'Set the program and its fixed arguments, as words between commas' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s e -l env -d 'Set a variable of the environment; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l expose-add -d 'Add an exposed port, as in 80/tcp' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l expose-rm -d 'Remove an exposed port' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l exposed-ports -d 'Set the exposed ports, in place of all there are' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l external-urls-rm -d 'Make foreign layers ordinary ones, without URLs' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s l -l label -d 'Set a label; without a value, remove it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l label-to-annotation -d 'Copy the labels of images to annotations of their manifests' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l stop-signal -d 'Set the signal that stops a container; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l to-docker -d 'Convert to Docker\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l to-oci -d 'Convert to OCI\'s media types' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l to-oci-referrers -d 'Convert attestations and tags named after digests to OCI referrers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s u -l user -d 'Set the user to run as; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l volume-add -d 'Add a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l volume-rm -d 'Remove a volume' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s w -l workdir -d 'Set where the program starts; empty removes it' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l append -d 'Put the tar FILE on top as a layer; - is standard input' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l file-tar-time -d 'Set times inside of a tar that is a file of a layer' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l file-tar-time-max -d 'Set later times inside of such a tar to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l flatten -d 'Make all layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-add -d 'Put a layer on top: tar=FILE or dir=DIR, and what is said below' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-compress -d 'Compress all layers by gzip, zstd or not at all (none)' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-rm-created-by -d 'Remove layers by what the history says of their making' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-rm-index -d 'Remove a layer by its place, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-squash -d 'Make the topmost N layers one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-squash-from -d 'Make layer N and all on top of it one, the base being 0' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-strip-file -d 'Remove a file, or a directory with all in it, from all layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-time -d 'Set the times of the files in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l layer-time-max -d 'Set later times of files in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l rebase -d 'Put the image on the newest form of the base that its annotations name' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l rebase-ref -d 'Put the image that stands on OLD on NEW' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l reproducible -l layer-reproducible -d 'Take out of layers what differs from one build to the next' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l time -d 'Set times both in configs and in layers' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l time-max -d 'Set later times in configs and in layers to this one' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l replace -d 'Move the tag of the old image to the new one; --create goes before it'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -l dry-run -d 'Show what would be put, blob by blob, and put nothing'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from mutate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from ratelimit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "check-base" -d 'Tell whether the base of an image has changed since it was built'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "copy" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make an image out of files, or an empty one'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete an image by its digest, and with it every tag that names it (the same as `wharf manifest delete`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "get-file" -d 'Print or save a file of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write an image into one file that docker, podman and others load'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "import" -d 'Read an image from a file that docker, podman or another tool saved'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "inspect" -d 'Print the config of an image'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "manifest" -d 'Print the manifest of an image (the same as `wharf manifest get`)'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "mod" -d 'Make another image by editing one: config, annotations, times, formats'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "ratelimit" -d 'Show how many pulls the registry still allows'
complete -c wharf -n "__fish_wharf_using_subcommand image; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "add" -d 'Add images to an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "append" -d 'Add images to an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "insert" -d 'Add images to an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "create" -d 'Make an index of images from anywhere'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "init" -d 'Make an index of images from anywhere'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "new" -d 'Make an index of images from anywhere'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "delete" -d 'Take images out of an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "del" -d 'Take images out of an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "rm" -d 'Take images out of an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "remove" -d 'Take images out of an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and not __fish_seen_subcommand_from add append insert create init new delete del rm remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l ref -d 'An image or index of any place, copied beside the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l digest -d 'A manifest that is in the repository already; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -s p -l platform -d 'Of an index given by --ref, only the images for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l desc-annotation -d 'Put an annotation into the descriptors of the new entries; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l desc-platform -d 'The platform of the new entries, in place of what their configs say' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l referrers -d 'Copy along what refers to the images: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -l digest-tags -d 'Copy along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l ref -d 'An image or index of any place, copied beside the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l digest -d 'A manifest that is in the repository already; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -s p -l platform -d 'Of an index given by --ref, only the images for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l desc-annotation -d 'Put an annotation into the descriptors of the new entries; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l desc-platform -d 'The platform of the new entries, in place of what their configs say' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l referrers -d 'Copy along what refers to the images: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -l digest-tags -d 'Copy along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from append" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l ref -d 'An image or index of any place, copied beside the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l digest -d 'A manifest that is in the repository already; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -s p -l platform -d 'Of an index given by --ref, only the images for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l desc-annotation -d 'Put an annotation into the descriptors of the new entries; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l desc-platform -d 'The platform of the new entries, in place of what their configs say' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l referrers -d 'Copy along what refers to the images: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -l digest-tags -d 'Copy along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from insert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l ref -d 'An image or index of any place, copied beside the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l digest -d 'A manifest that is in the repository already; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -s p -l platform -d 'Of an index given by --ref, only the images for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l desc-annotation -d 'Put an annotation into the descriptors of the new entries; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l desc-platform -d 'The platform of the new entries, in place of what their configs say' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l annotation -d 'Set an annotation of the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l artifact-type -d 'What kind of artifact the index is' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l subject -d 'A tag or digest in the same repository that the index refers to' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -s m -l media-type -d 'OCI\'s index, or Docker\'s manifest list' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l referrers -d 'Copy along what refers to the images: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l digest-tags -d 'Copy along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -l by-digest -d 'Put the index under its digest alone, and print that'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l ref -d 'An image or index of any place, copied beside the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l digest -d 'A manifest that is in the repository already; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -s p -l platform -d 'Of an index given by --ref, only the images for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l desc-annotation -d 'Put an annotation into the descriptors of the new entries; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l desc-platform -d 'The platform of the new entries, in place of what their configs say' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l annotation -d 'Set an annotation of the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l artifact-type -d 'What kind of artifact the index is' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l subject -d 'A tag or digest in the same repository that the index refers to' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -s m -l media-type -d 'OCI\'s index, or Docker\'s manifest list' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l referrers -d 'Copy along what refers to the images: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l digest-tags -d 'Copy along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -l by-digest -d 'Put the index under its digest alone, and print that'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l ref -d 'An image or index of any place, copied beside the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l digest -d 'A manifest that is in the repository already; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -s p -l platform -d 'Of an index given by --ref, only the images for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l desc-annotation -d 'Put an annotation into the descriptors of the new entries; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l desc-platform -d 'The platform of the new entries, in place of what their configs say' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l annotation -d 'Set an annotation of the index; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l artifact-type -d 'What kind of artifact the index is' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l subject -d 'A tag or digest in the same repository that the index refers to' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -s m -l media-type -d 'OCI\'s index, or Docker\'s manifest list' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l referrers -d 'Copy along what refers to the images: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l digest-tags -d 'Copy along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -l by-digest -d 'Put the index under its digest alone, and print that'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l digest -d 'Take out the manifest of this digest; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -s p -l platform -d 'Take out the manifests for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l digest -d 'Take out the manifest of this digest; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -s p -l platform -d 'Take out the manifests for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from del" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l digest -d 'Take out the manifest of this digest; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -s p -l platform -d 'Take out the manifests for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l digest -d 'Take out the manifest of this digest; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -s p -l platform -d 'Take out the manifests for this platform; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add images to an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make an index of images from anywhere'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Take images out of an index'
complete -c wharf -n "__fish_wharf_using_subcommand index; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand inspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s u -l username -d 'The user; <token> where the password is an identity token' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -s p -l password -d 'The password; other users of this machine may see it here, so --password-stdin is better' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l credential-store -d 'Where to save [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand login" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand login" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand login" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand login" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand login" -l skip-check -d 'Save the credentials without asking the registry whether they are right'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l credential-store -d 'Where login saves [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand logout" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand logout" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand logout" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "delete" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "rm" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "diff" -d 'Show how two manifests differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "get" -d 'Print a manifest or an index'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "head" -d 'Print the digest of a manifest, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "digest" -d 'Print the digest of a manifest, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "put" -d 'Put a manifest from a file or a pipe'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "push" -d 'Put a manifest from a file or a pipe'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and not __fish_seen_subcommand_from delete rm diff get head digest put push help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l referrers -d 'Read the manifest first, and do not delete it where it cannot be seen what it refers to'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l referrers -d 'Read the manifest first, and do not delete it where it cannot be seen what it refers to'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -s p -l platform -d 'Compare the images for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l context -d 'Show N lines around each difference' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l context-full -d 'Show all lines around the differences'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -l exit-code -d 'End with exit code 1 where there are differences'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l list -d 'Stay with the index where there is one (the default without --platform); --list=false takes the image for this machine' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l list -d 'Stay with the index where there is one (the default without --platform); --list=false takes the image for this machine' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -l require-digest -d 'Fetch the manifest where the registry\'s answer lacks the digest; always so, the flag is for regctl\'s scripts'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from head" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s p -l platform -d 'The image for this platform, where there are several: os/arch, os/arch/variant, or local' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l list -d 'Stay with the index where there is one (the default without --platform); --list=false takes the image for this machine' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -l require-digest -d 'Fetch the manifest where the registry\'s answer lacks the digest; always so, the flag is for regctl\'s scripts'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -s t -l content-type -d 'The media type of the document [default: what it says itself]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -l by-digest -d 'Give the manifest no tag, and print its digest'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from put" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -s t -l content-type -d 'The media type of the document [default: what it says itself]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -l by-digest -d 'Give the manifest no tag, and print its digest'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show how two manifests differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print a manifest or an index'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "head" -d 'Print the digest of a manifest, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "put" -d 'Put a manifest from a file or a pipe'
complete -c wharf -n "__fish_wharf_using_subcommand manifest; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l old_base -d 'What the image stands on' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l new_base -d 'What it is to stand on' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -s t -l tag -l rebased -d 'Where the new image goes: a tag beside the old one, or another place [default: in place of the old one]' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -l dry-run -d 'Show what would be put, blob by blob, and put nothing'
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand rebase" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand ref" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand ref" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand ref" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand ref" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -f -a "config" -d 'Show what is set for a registry'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -f -a "login" -d 'Log in to a registry (the same as `wharf login`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -f -a "logout" -d 'Forget the credentials of a registry (the same as `wharf logout`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -f -a "set" -d 'Set how a registry is spoken to, in the configuration file'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -f -a "whoami" -d 'Show who one is at a registry (the same as `wharf whoami`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and not __fish_seen_subcommand_from config login logout set whoami help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from config" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s u -l username -d 'The user; <token> where the password is an identity token' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s p -l password -d 'The password; other users of this machine may see it here, so --password-stdin is better' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l credential-store -d 'Where to save [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -l skip-check -d 'Save the credentials without asking the registry whether they are right'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l credential-store -d 'Where login saves [env: WHARF_CREDENTIAL_STORE] [default: docker]' -r -f -a "docker\t'Where docker would: its credential helpers where they are configured, else its `config.json`'
file\t'docker\'s `config.json`, past its helpers'
keyring\t'The operating system\'s keyring'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l tls -d 'What is spoken: enabled, insecure (TLS with any certificate) or disabled (plain HTTP)' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l hostname -d 'The host that is spoken to under this name' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l path-prefix -d 'What stands before the path of every repository there' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l mirror -d 'A registry that is asked in its stead; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l priority -d 'Which mirror is asked first: the one with the greatest number' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l req-concurrent -d 'The most requests under way at once' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l req-per-sec -d 'The most requests begun in a second' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l blob-chunk -d 'The size of the chunks of a chunked upload, in bytes' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l blob-max -d 'Blobs larger than this are uploaded in chunks; -1 for none' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l cacert -d 'The certificate (PEM) that is trusted there' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l client-cert -d 'The client certificate (PEM) that is shown there' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l client-key -d 'The key (PEM) that goes with it' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l cred-helper -d 'The credential helper to ask, with docker-credential- in front or without' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l api-opts -d 'An option for its API: disableHead=true asks for manifests by GET alone; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l repo-auth -d 'Ask for a token for each repository; always so, the flag is for regctl\'s scripts' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -l skip-check -d 'Do not ask whether the registry is there'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "config" -d 'Show what is set for a registry'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "login" -d 'Log in to a registry (the same as `wharf login`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "logout" -d 'Forget the credentials of a registry (the same as `wharf logout`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set how a registry is spoken to, in the configuration file'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "whoami" -d 'Show who one is at a registry (the same as `wharf whoami`)'
complete -c wharf -n "__fish_wharf_using_subcommand registry; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -f -a "copy" -d 'Copy the tags of a repository to another one'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -f -a "cp" -d 'Copy the tags of a repository to another one'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -f -a "ls" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -f -a "list" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and not __fish_seen_subcommand_from copy cp ls list help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l concurrent -l concurrency -d 'How many images are copied at once; 0 for all' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l new-tags -d 'Only tags that the destination does not have yet'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l concurrent -l concurrency -d 'How many images are copied at once; 0 for all' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -s p -l platform -l platforms -d 'Only the image for this platform; of an index, several make a smaller one [default: all]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l referrers-type -d 'Of the referrers, only those of this artifact type; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l referrers-src -d 'Take the referrers from this repository or layout, not from that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l referrers-tgt -d 'Put the referrers into this repository or layout, not into that of the image' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -s j -l jobs -d 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l progress -d 'How progress is shown [env: WHARF_PROGRESS] [default: auto]' -r -f -a "auto\t'Bars on a terminal, plain lines elsewhere'
bars\t'Bars, where standard error is a terminal at all'
plain\t'A line now and then'
json\t'A JSON object on a line for each event'
none\t'Not at all'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l new-tags -d 'Only tags that the destination does not have yet'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l referrers -d 'Take along what refers to the image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l digest-tags -d 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l include-external -d 'Take along layers that are meant to be fetched from elsewhere'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l sparse -d 'Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l fast -d 'Where the destination has the image already, look for nothing that belongs to it'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l force-recursive -d 'Check each blob and manifest at the destination, and repair what is missing there'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -l dry-run -d 'Show what would be done, blob by blob, and do nothing'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from cp" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l last -d 'Only those that come after this one in the registry\'s order' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l limit -d 'At most N, of those that pass the filters' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l last -d 'Only those that come after this one in the registry\'s order' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l limit -d 'At most N, of those that pass the filters' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l include -d 'Only names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l exclude -d 'No names that REGEX matches as a whole; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from help" -f -a "copy" -d 'Copy the tags of a repository to another one'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand repo; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l memory -d 'Keep everything in memory, and forget it in the end' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l name -d 'What the repository is called where DIR is one image layout [default: as the directory]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l serve-config -d 'A TOML file with any of these options [env: WHARF_SERVE_CONFIG]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l listen -d 'Where to listen: HOST:PORT (port 0 is any free one), :PORT or unix:PATH; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l socket-mode -d 'The permissions of Unix sockets, in octal' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l metrics-listen -d 'Where to answer /metrics, and nowhere else then: without it everybody who reaches the registry may read it' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l base-path -d 'The path below which a reverse proxy offers the registry, such as /registry' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l trusted-proxy -d 'Believe X-Forwarded-For and X-Forwarded-Proto from NETWORK, such as 10.0.0.0/8; may be repeated' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l workers -d 'How many threads answer requests [default: one for each processor]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l tls-cert -d 'The certificate, and those that lead to its authority (PEM); read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l tls-key -d 'The private key of the certificate (PEM)' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l tls-client-ca -d 'Let in only clients with a certificate of these authorities (PEM)' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l tls-self-signed -d 'Speak TLS with a certificate made here, for a laboratory' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l htpasswd -d 'The users, with bcrypt hashes, as `wharf serve user add` writes them; read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l policy -d 'Who may do what with which repositories, and which tags never move (TOML); read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l auth -d 'How clients prove who they are [default: basic, or bearer with --jwks]' -r -f -a "basic\t'Name and password with every request'
bearer\t'A token, fetched with name and password'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l jwks -d 'The keys of an outside issuer of tokens (JWKS); read again when it changes' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l token-issuer -d 'Who must have issued a token: needed with --jwks' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l token-realm -d 'Where clients fetch tokens: needed with --jwks [default: /token here]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l token-service -d 'What this registry is called in tokens [default: wharf]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l public-url -d 'How clients reach this registry, where a proxy changes host or scheme: https://registry.example.org' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l read-only -d 'Answer reads alone' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l sparse -d 'What to do with a manifest that names content which is not there' -r -f -a "accept\t'It is stored'
refuse\t'It is refused'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l foreign -d 'Which documents to take as manifests besides those of images and artifacts' -r -f -a "any\t'Whatever they are'
json\t'Those that are JSON'
refuse\t'None'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l manifest-limit -d 'The largest manifest' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l chunk-min-length -d 'Ask clients to send uploads in chunks of this size at least; smaller ones are taken too' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l follow-links -d 'Serve repositories too to which a link leads out of what is served' -r -f -a "true\t''
false\t''"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l quota-repository -d 'The most that one repository may hold' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l quota-total -d 'The most that all repositories may hold together' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l free-floor -d 'What must stay free on the disk' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l gc-interval -d 'How often garbage is collected; 0s is never' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l gc-grace -d 'What changed within this time, 10m at least, is not collected, and what was can so long be brought back' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l upload-age -d 'After how long an upload that nobody goes on with is dropped' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l retention -d 'Which tags are given up, by number, age and pattern (TOML, as for `wharf store retention`)' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l scrub -d 'How much of the store is hashed in each collection to find damage' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l max-connections -d 'Connections in all' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l max-connections-per-client -d 'Connections of one client' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l header-timeout -d 'How long the head of a request, or a TLS handshake, may take' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l idle-timeout -d 'How long a connection may be without a request' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l body-timeout -d 'How long a body may bring, or a client may take, no byte' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l max-header-size -d 'The largest head of a request' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l max-uploads -d 'Uploads that are open at a time; of more than these, one that nobody went on with for an hour is given up, or the new one gets 429' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l max-uploads-per-client -d 'Uploads of one client, a user or else an address, that are open at a time' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l requests-per-second -d 'Requests of one client in a second; more get 429 [default: any number]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l drain -d 'How long requests under way may take after SIGTERM or SIGINT; a second signal ends them' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l access-log -d 'How requests are logged' -r -f -a "off\t'Not at all'
text\t'A line of words for each'
json\t'A line of JSON for each'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l access-log-file -d 'Where requests are logged; opened again on SIGHUP [default: standard error]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l warning -d 'What docker and others show their users with every answer' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -a "key" -d 'List and change the keys that a registry signs its tokens with'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -a "user" -d 'Add, list and remove the users of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and not __fish_seen_subcommand_from key user help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l user-agent -d 'What the client calls itself towards registries' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l color -d 'When to use colours [env: NO_COLOR]' -r -f -a "auto\t'On a terminal'
always\t'Everywhere'
never\t'Nowhere'"
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l ca-file -d 'Trust the certificates in FILE (PEM), besides the system\'s; may be repeated [env: WHARF_CA_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l tls-skip-verify -d 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l plain-http -d 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l creds -d 'Log in with these credentials, at HOST alone where it is given' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l authfile -d 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l connect-timeout -d 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l stall-timeout -d 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -l retries -d 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -f -a "ls" -d 'List the keys'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -f -a "list" -d 'List the keys'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -f -a "rotate" -d 'Sign with a new key from now on'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from key" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "add" -d 'Add a user, or give one another password'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "ls" -d 'List the users'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "list" -d 'List the users'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "rm" -d 'Remove a user'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "delete" -d 'Remove a user'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from user" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from help" -f -a "key" -d 'List and change the keys that a registry signs its tokens with'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from help" -f -a "user" -d 'Add, list and remove the users of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand serve; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and not __fish_seen_subcommand_from du gc ls list path retention rm delete verify why help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from du" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l grace -d 'Keep what changed within this time, and the trash for as long [default: 1h]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from gc" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from retention" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l grace -d 'The grace of garbage collection [default: 1h]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand store; and __fish_seen_subcommand_from why" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "delete" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "rm" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "ls" -d 'List the tags of a repository or a layout'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "list" -d 'List the tags of a repository or a layout'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and not __fish_seen_subcommand_from delete rm ls list help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l dry-run -d 'Show what would be deleted, and delete nothing'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -l ignore-missing -d 'Succeed where there is nothing to delete'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Print only results, warnings and errors'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List the tags of a repository or a layout'
complete -c wharf -n "__fish_wharf_using_subcommand tag; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand version" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand version" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand version" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand version" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand version" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand version" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -s f -l format -d 'Print the result as json, jsonPretty, or by a Go template such as \'{{.Digest}}\'' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l config -d 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l store -d 'The directory of the local store [env: WHARF_STORE]' -r -F
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l verbosity -d 'How much is said: trace, debug, info, warn or error [default: info]' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l logopt -d 'Say it as lines of JSON: --logopt json' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l host -d 'How one registry is spoken to: reg=HOST[,tls=enabled|disabled|insecure][,user=USER,pass=PASSWORD]' -r
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -l user-agent -d 'What the client calls itself towards registries' -r
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
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -s v -l verbose -d 'Say more of what is done: each request and its outcome; -v LEVEL is understood as well'
complete -c wharf -n "__fish_wharf_using_subcommand whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "pull" -d 'Fetch an image into the local store, or to another place'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "push" -d 'Send an image from the local store, or from another place, to a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "copy" -d 'Copy an image from any place to any other'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "append" -d 'Put layers on top of an image, or make an image of them'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "artifact" -d 'Put and fetch files, and see what refers to an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "blob" -d 'Put, fetch, look at and delete single blobs'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "cat" -d 'Print files of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "completion" -d 'Print a completion script for a shell'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "config" -d 'Show and change the settings'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "diff" -d 'Show how two images differ: config, layers, files'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "du" -d 'Show how large images are, and what they share'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "export" -d 'Write the root file system of an image to a tar or a directory'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "files" -d 'List the files of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "flatten" -d 'Make all layers of an image, or some, one'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "history" -d 'Show how each layer of an image came to be'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "image" -d 'Look at, make, edit and move whole images'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "index" -d 'Make and change indexes: the images of several platforms under one name'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "inspect" -d 'Show what an image is: platforms, layers, and how it is started'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "login" -d 'Log in to a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "logout" -d 'Forget the credentials of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "manifest" -d 'Put, print, look at and delete manifests'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "rebase" -d 'Put an image on another base'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "ref" -d 'Take the name of an image apart'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "registry" -d 'Log in to registries and out of them, and set how they are spoken to'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "repo" -d 'List and copy repositories'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "serve" -d 'Serve images as a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "store" -d 'Look after the local store'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "tag" -d 'List and delete tags'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "version" -d 'Show the version of wharf'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "whoami" -d 'Show who one is at a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and not __fish_seen_subcommand_from pull push copy append artifact blob cat completion config diff digest du export files flatten history image index inspect login logout manifest rebase ref registry repo serve store tag version whoami help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from artifact" -f -a "get" -d 'Fetch the files of an artifact'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from artifact" -f -a "list" -d 'List what refers to an image: signatures, SBOMs, attestations'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from artifact" -f -a "put" -d 'Put files and directories as an artifact, and attach it to an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from artifact" -f -a "tree" -d 'Show an image with all that refers to it, and what refers to that'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "copy" -d 'Copy a blob to another repository, by a mount where that is possible'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "delete" -d 'Delete a blob'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "diff-config" -d 'Show how two image configs differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "diff-layer" -d 'Show how the files of two layers differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "get" -d 'Fetch a blob and verify it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "get-file" -d 'Print or save a file of a layer'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "head" -d 'Print the headers or the size of a blob, without fetching it Print the size of a blob, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from blob" -f -a "put" -d 'Put content from a file or a pipe as a blob'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "get" -d 'Show the settings and where each was made'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set" -d 'Change settings in the configuration file'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "check-base" -d 'Tell whether the base of an image has changed since it was built'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "copy" -d 'Copy an image from any place to any other (the same as `wharf copy`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "create" -d 'Make an image out of files, or an empty one'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "delete" -d 'Delete an image by its digest, and with it every tag that names it (the same as `wharf manifest delete`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "digest" -d 'Print the digest of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "get-file" -d 'Print or save a file of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "export" -d 'Write an image into one file that docker, podman and others load'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "import" -d 'Read an image from a file that docker, podman or another tool saved'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "inspect" -d 'Print the config of an image'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "manifest" -d 'Print the manifest of an image (the same as `wharf manifest get`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "mod" -d 'Make another image by editing one: config, annotations, times, formats'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from image" -f -a "ratelimit" -d 'Show how many pulls the registry still allows'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from index" -f -a "add" -d 'Add images to an index'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from index" -f -a "create" -d 'Make an index of images from anywhere'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from index" -f -a "delete" -d 'Take images out of an index'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "delete" -d 'Delete a manifest, and with it every tag that names it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "diff" -d 'Show how two manifests differ, line by line'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "get" -d 'Print a manifest or an index'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "head" -d 'Print the digest of a manifest, without fetching it'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from manifest" -f -a "put" -d 'Put a manifest from a file or a pipe'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "config" -d 'Show what is set for a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "login" -d 'Log in to a registry (the same as `wharf login`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "logout" -d 'Forget the credentials of a registry (the same as `wharf logout`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "set" -d 'Set how a registry is spoken to, in the configuration file'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from registry" -f -a "whoami" -d 'Show who one is at a registry (the same as `wharf whoami`)'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from repo" -f -a "copy" -d 'Copy the tags of a repository to another one'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from repo" -f -a "ls" -d 'List the repositories of a registry, where it tells them'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from serve" -f -a "key" -d 'List and change the keys that a registry signs its tokens with'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from serve" -f -a "user" -d 'Add, list and remove the users of a registry'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "du" -d 'Show what the store takes of the disk'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "gc" -d 'Remove what no tag leads to, or bring back what was removed last'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "ls" -d 'List the images in the store'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "path" -d 'Print the directory of the store, or of one repository in it, which is an image layout'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "retention" -d 'Remove the tags that rules give up: by number, by age, by pattern'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "rm" -d 'Remove a tag or a manifest from the store'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "verify" -d 'Check every file of the store against its digest, and every image for what it needs'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "why" -d 'Show what keeps a blob or a manifest in the store'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "delete" -d 'Delete a tag and nothing else'
complete -c wharf -n "__fish_wharf_using_subcommand help; and __fish_seen_subcommand_from tag" -f -a "ls" -d 'List the tags of a repository or a layout'
