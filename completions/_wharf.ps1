
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'wharf' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'wharf'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'wharf' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('pull', 'pull', [CompletionResultType]::ParameterValue, 'Fetch an image into the local store, or to another place')
            [CompletionResult]::new('push', 'push', [CompletionResultType]::ParameterValue, 'Send an image from the local store, or from another place, to a registry')
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Copy an image from any place to any other')
            [CompletionResult]::new('cp', 'cp', [CompletionResultType]::ParameterValue, 'Copy an image from any place to any other')
            [CompletionResult]::new('blob', 'blob', [CompletionResultType]::ParameterValue, 'Fetch, look at and delete single blobs')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Print the digest of an image')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'Look at whole images')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Show what an image is: platforms, layers, and how it is started')
            [CompletionResult]::new('manifest', 'manifest', [CompletionResultType]::ParameterValue, 'Print, look at and delete manifests')
            [CompletionResult]::new('repo', 'repo', [CompletionResultType]::ParameterValue, 'List repositories')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'List and delete tags')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in to a registry')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget the credentials of a registry')
            [CompletionResult]::new('registry', 'registry', [CompletionResultType]::ParameterValue, 'Log in to registries and out of them')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve images as a registry')
            [CompletionResult]::new('store', 'store', [CompletionResultType]::ParameterValue, 'Look after the local store')
            [CompletionResult]::new('version', 'version', [CompletionResultType]::ParameterValue, 'Show the version of wharf')
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Show who one is at a registry')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;pull' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: this machine''s]')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: this machine''s]')
            [CompletionResult]::new('--platforms', '--platforms', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: this machine''s]')
            [CompletionResult]::new('--referrers-type', '--referrers-type', [CompletionResultType]::ParameterName, 'Of the referrers, only those of this artifact type; may be repeated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'How progress is shown [env: WHARF_PROGRESS] [default: auto]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Of an index, all platforms')
            [CompletionResult]::new('--all-platforms', '--all-platforms', [CompletionResultType]::ParameterName, 'Of an index, all platforms')
            [CompletionResult]::new('--referrers', '--referrers', [CompletionResultType]::ParameterName, 'Take along what refers to the image: signatures, SBOMs, attestations')
            [CompletionResult]::new('--digest-tags', '--digest-tags', [CompletionResultType]::ParameterName, 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)')
            [CompletionResult]::new('--include-external', '--include-external', [CompletionResultType]::ParameterName, 'Take along layers that are meant to be fetched from elsewhere')
            [CompletionResult]::new('--sparse', '--sparse', [CompletionResultType]::ParameterName, 'With --platform: keep the whole index, and so its digest, though only these platforms are taken')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, blob by blob, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;push' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platforms', '--platforms', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--referrers-type', '--referrers-type', [CompletionResultType]::ParameterName, 'Of the referrers, only those of this artifact type; may be repeated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'How progress is shown [env: WHARF_PROGRESS] [default: auto]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--referrers', '--referrers', [CompletionResultType]::ParameterName, 'Take along what refers to the image: signatures, SBOMs, attestations')
            [CompletionResult]::new('--digest-tags', '--digest-tags', [CompletionResultType]::ParameterName, 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)')
            [CompletionResult]::new('--include-external', '--include-external', [CompletionResultType]::ParameterName, 'Take along layers that are meant to be fetched from elsewhere')
            [CompletionResult]::new('--sparse', '--sparse', [CompletionResultType]::ParameterName, 'With --platform: keep the whole index, and so its digest, though only these platforms are taken')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, blob by blob, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;copy' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platforms', '--platforms', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--referrers-type', '--referrers-type', [CompletionResultType]::ParameterName, 'Of the referrers, only those of this artifact type; may be repeated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'How progress is shown [env: WHARF_PROGRESS] [default: auto]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--referrers', '--referrers', [CompletionResultType]::ParameterName, 'Take along what refers to the image: signatures, SBOMs, attestations')
            [CompletionResult]::new('--digest-tags', '--digest-tags', [CompletionResultType]::ParameterName, 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)')
            [CompletionResult]::new('--include-external', '--include-external', [CompletionResultType]::ParameterName, 'Take along layers that are meant to be fetched from elsewhere')
            [CompletionResult]::new('--sparse', '--sparse', [CompletionResultType]::ParameterName, 'With --platform: keep the whole index, and so its digest, though only these platforms are taken')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, blob by blob, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;cp' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platforms', '--platforms', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--referrers-type', '--referrers-type', [CompletionResultType]::ParameterName, 'Of the referrers, only those of this artifact type; may be repeated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'How progress is shown [env: WHARF_PROGRESS] [default: auto]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--referrers', '--referrers', [CompletionResultType]::ParameterName, 'Take along what refers to the image: signatures, SBOMs, attestations')
            [CompletionResult]::new('--digest-tags', '--digest-tags', [CompletionResultType]::ParameterName, 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)')
            [CompletionResult]::new('--include-external', '--include-external', [CompletionResultType]::ParameterName, 'Take along layers that are meant to be fetched from elsewhere')
            [CompletionResult]::new('--sparse', '--sparse', [CompletionResultType]::ParameterName, 'With --platform: keep the whole index, and so its digest, though only these platforms are taken')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, blob by blob, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;blob' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a blob')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Delete a blob')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Fetch a blob and verify it')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print the size of a blob, without fetching it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;blob;delete' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--ignore-missing', '--ignore-missing', [CompletionResultType]::ParameterName, 'Succeed where there is nothing to delete')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;blob;rm' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--ignore-missing', '--ignore-missing', [CompletionResultType]::ParameterName, 'Succeed where there is nothing to delete')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;blob;get' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write to FILE; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write to FILE; - is standard output')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;blob;head' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;blob;help' {
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a blob')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Fetch a blob and verify it')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print the size of a blob, without fetching it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;blob;help;delete' {
            break
        }
        'wharf;blob;help;get' {
            break
        }
        'wharf;blob;help;head' {
            break
        }
        'wharf;blob;help;help' {
            break
        }
        'wharf;completion' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;digest' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--require-list', '--require-list', [CompletionResultType]::ParameterName, 'Fail unless there is an index of several images')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;image' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Copy an image from any place to any other (the same as `wharf copy`)')
            [CompletionResult]::new('cp', 'cp', [CompletionResultType]::ParameterValue, 'Copy an image from any place to any other (the same as `wharf copy`)')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Print the digest of an image')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Print the config of an image')
            [CompletionResult]::new('manifest', 'manifest', [CompletionResultType]::ParameterValue, 'Print the manifest of an image (the same as `wharf manifest get`)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;image;copy' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platforms', '--platforms', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--referrers-type', '--referrers-type', [CompletionResultType]::ParameterName, 'Of the referrers, only those of this artifact type; may be repeated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'How progress is shown [env: WHARF_PROGRESS] [default: auto]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--referrers', '--referrers', [CompletionResultType]::ParameterName, 'Take along what refers to the image: signatures, SBOMs, attestations')
            [CompletionResult]::new('--digest-tags', '--digest-tags', [CompletionResultType]::ParameterName, 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)')
            [CompletionResult]::new('--include-external', '--include-external', [CompletionResultType]::ParameterName, 'Take along layers that are meant to be fetched from elsewhere')
            [CompletionResult]::new('--sparse', '--sparse', [CompletionResultType]::ParameterName, 'With --platform: keep the whole index, and so its digest, though only these platforms are taken')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, blob by blob, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;image;cp' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--platforms', '--platforms', [CompletionResultType]::ParameterName, 'Only the image for this platform; of an index, several make a smaller one [default: all]')
            [CompletionResult]::new('--referrers-type', '--referrers-type', [CompletionResultType]::ParameterName, 'Of the referrers, only those of this artifact type; may be repeated')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'How progress is shown [env: WHARF_PROGRESS] [default: auto]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--referrers', '--referrers', [CompletionResultType]::ParameterName, 'Take along what refers to the image: signatures, SBOMs, attestations')
            [CompletionResult]::new('--digest-tags', '--digest-tags', [CompletionResultType]::ParameterName, 'Take along the tags that stand for a digest (sha256-HEX.sig and the like)')
            [CompletionResult]::new('--include-external', '--include-external', [CompletionResultType]::ParameterName, 'Take along layers that are meant to be fetched from elsewhere')
            [CompletionResult]::new('--sparse', '--sparse', [CompletionResultType]::ParameterName, 'With --platform: keep the whole index, and so its digest, though only these platforms are taken')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done, blob by blob, and do nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;image;digest' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--require-list', '--require-list', [CompletionResultType]::ParameterName, 'Fail unless there is an index of several images')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;image;inspect' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;image;manifest' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--require-list', '--require-list', [CompletionResultType]::ParameterName, 'Fail unless there is an index of several images')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;image;help' {
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Copy an image from any place to any other (the same as `wharf copy`)')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Print the digest of an image')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Print the config of an image')
            [CompletionResult]::new('manifest', 'manifest', [CompletionResultType]::ParameterValue, 'Print the manifest of an image (the same as `wharf manifest get`)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;image;help;copy' {
            break
        }
        'wharf;image;help;digest' {
            break
        }
        'wharf;image;help;inspect' {
            break
        }
        'wharf;image;help;manifest' {
            break
        }
        'wharf;image;help;help' {
            break
        }
        'wharf;inspect' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--history', '--history', [CompletionResultType]::ParameterName, 'Show how each layer came to be, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;manifest' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a manifest, and with it every tag that names it')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Delete a manifest, and with it every tag that names it')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print a manifest or an index')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print what a manifest is, without fetching it')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Print what a manifest is, without fetching it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;manifest;delete' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--force-tag-dereference', '--force-tag-dereference', [CompletionResultType]::ParameterName, 'Take a tag too, and delete the manifest that it names, for all its tags')
            [CompletionResult]::new('--ignore-missing', '--ignore-missing', [CompletionResultType]::ParameterName, 'Succeed where there is nothing to delete')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;manifest;rm' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--force-tag-dereference', '--force-tag-dereference', [CompletionResultType]::ParameterName, 'Take a tag too, and delete the manifest that it names, for all its tags')
            [CompletionResult]::new('--ignore-missing', '--ignore-missing', [CompletionResultType]::ParameterName, 'Succeed where there is nothing to delete')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;manifest;get' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--require-list', '--require-list', [CompletionResultType]::ParameterName, 'Fail unless there is an index of several images')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;manifest;head' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--require-list', '--require-list', [CompletionResultType]::ParameterName, 'Fail unless there is an index of several images')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;manifest;digest' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'The image for this platform, where there are several: os/arch, os/arch/variant, or local')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--require-list', '--require-list', [CompletionResultType]::ParameterName, 'Fail unless there is an index of several images')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;manifest;help' {
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a manifest, and with it every tag that names it')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print a manifest or an index')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print what a manifest is, without fetching it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;manifest;help;delete' {
            break
        }
        'wharf;manifest;help;get' {
            break
        }
        'wharf;manifest;help;head' {
            break
        }
        'wharf;manifest;help;help' {
            break
        }
        'wharf;repo' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the repositories of a registry, where it tells them')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the repositories of a registry, where it tells them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;repo;ls' {
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Only those that come after this one in the registry''s order')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most N, of those that pass the filters')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Only names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'No names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;repo;list' {
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Only those that come after this one in the registry''s order')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most N, of those that pass the filters')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Only names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'No names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;repo;help' {
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the repositories of a registry, where it tells them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;repo;help;ls' {
            break
        }
        'wharf;repo;help;help' {
            break
        }
        'wharf;tag' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a tag and nothing else')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Delete a tag and nothing else')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the tags of a repository or a layout')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tags of a repository or a layout')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;tag;delete' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--ignore-missing', '--ignore-missing', [CompletionResultType]::ParameterName, 'Succeed where there is nothing to delete')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;tag;rm' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--ignore-missing', '--ignore-missing', [CompletionResultType]::ParameterName, 'Succeed where there is nothing to delete')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;tag;ls' {
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Only those that come after this one in the registry''s order')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most N: the first of those that pass the filters, as they are sorted')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Sort them; without this they stand in the registry''s order')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Only names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'No names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Print digest, age, size and platforms too; asks the registry about each tag')
            [CompletionResult]::new('--long', '--long', [CompletionResultType]::ParameterName, 'Print digest, age, size and platforms too; asks the registry about each tag')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;tag;list' {
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Only those that come after this one in the registry''s order')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most N: the first of those that pass the filters, as they are sorted')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Sort them; without this they stand in the registry''s order')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Only names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('--exclude', '--exclude', [CompletionResultType]::ParameterName, 'No names that REGEX matches as a whole; may be repeated')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Print digest, age, size and platforms too; asks the registry about each tag')
            [CompletionResult]::new('--long', '--long', [CompletionResultType]::ParameterName, 'Print digest, age, size and platforms too; asks the registry about each tag')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;tag;help' {
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a tag and nothing else')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the tags of a repository or a layout')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;tag;help;delete' {
            break
        }
        'wharf;tag;help;ls' {
            break
        }
        'wharf;tag;help;help' {
            break
        }
        'wharf;login' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The user')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'The user')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The password; other users of this machine may see it here, so --password-stdin is better')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'The password; other users of this machine may see it here, so --password-stdin is better')
            [CompletionResult]::new('--credential-store', '--credential-store', [CompletionResultType]::ParameterName, 'Where to save [env: WHARF_CREDENTIAL_STORE] [default: docker]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;logout' {
            [CompletionResult]::new('--credential-store', '--credential-store', [CompletionResultType]::ParameterName, 'Where login saves [env: WHARF_CREDENTIAL_STORE] [default: docker]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Erase from every file, helper and keyring that is looked into, not only from where login saves')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;registry' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in to a registry (the same as `wharf login`)')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget the credentials of a registry (the same as `wharf logout`)')
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Show who one is at a registry (the same as `wharf whoami`)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;registry;login' {
            [CompletionResult]::new('-u', '-u', [CompletionResultType]::ParameterName, 'The user')
            [CompletionResult]::new('--username', '--username', [CompletionResultType]::ParameterName, 'The user')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The password; other users of this machine may see it here, so --password-stdin is better')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'The password; other users of this machine may see it here, so --password-stdin is better')
            [CompletionResult]::new('--credential-store', '--credential-store', [CompletionResultType]::ParameterName, 'Where to save [env: WHARF_CREDENTIAL_STORE] [default: docker]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;registry;logout' {
            [CompletionResult]::new('--credential-store', '--credential-store', [CompletionResultType]::ParameterName, 'Where login saves [env: WHARF_CREDENTIAL_STORE] [default: docker]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Erase from every file, helper and keyring that is looked into, not only from where login saves')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;registry;whoami' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;registry;help' {
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in to a registry (the same as `wharf login`)')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget the credentials of a registry (the same as `wharf logout`)')
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Show who one is at a registry (the same as `wharf whoami`)')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;registry;help;login' {
            break
        }
        'wharf;registry;help;logout' {
            break
        }
        'wharf;registry;help;whoami' {
            break
        }
        'wharf;registry;help;help' {
            break
        }
        'wharf;serve' {
            [CompletionResult]::new('--memory', '--memory', [CompletionResultType]::ParameterName, 'Keep everything in memory, and forget it in the end')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'What the repository is called where DIR is one image layout [default: as the directory]')
            [CompletionResult]::new('--serve-config', '--serve-config', [CompletionResultType]::ParameterName, 'A TOML file with any of these options [env: WHARF_SERVE_CONFIG]')
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where to listen: HOST:PORT (port 0 is any free one), :PORT or unix:PATH; may be repeated')
            [CompletionResult]::new('--socket-mode', '--socket-mode', [CompletionResultType]::ParameterName, 'The permissions of Unix sockets, in octal')
            [CompletionResult]::new('--metrics-listen', '--metrics-listen', [CompletionResultType]::ParameterName, 'Where to answer /metrics, and nowhere else then')
            [CompletionResult]::new('--base-path', '--base-path', [CompletionResultType]::ParameterName, 'The path below which a reverse proxy offers the registry, such as /registry')
            [CompletionResult]::new('--trusted-proxy', '--trusted-proxy', [CompletionResultType]::ParameterName, 'Believe X-Forwarded-For and X-Forwarded-Proto from NETWORK, such as 10.0.0.0/8; may be repeated')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'How many threads answer requests [default: one for each processor]')
            [CompletionResult]::new('--tls-cert', '--tls-cert', [CompletionResultType]::ParameterName, 'The certificate, and those that lead to its authority (PEM); read again when it changes')
            [CompletionResult]::new('--tls-key', '--tls-key', [CompletionResultType]::ParameterName, 'The private key of the certificate (PEM)')
            [CompletionResult]::new('--tls-client-ca', '--tls-client-ca', [CompletionResultType]::ParameterName, 'Let in only clients with a certificate of these authorities (PEM)')
            [CompletionResult]::new('--tls-self-signed', '--tls-self-signed', [CompletionResultType]::ParameterName, 'Speak TLS with a certificate made here, for a laboratory')
            [CompletionResult]::new('--htpasswd', '--htpasswd', [CompletionResultType]::ParameterName, 'The users, with bcrypt hashes, as `wharf serve user add` writes them; read again when it changes')
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'Who may do what with which repositories, and which tags never move (TOML); read again when it changes')
            [CompletionResult]::new('--auth', '--auth', [CompletionResultType]::ParameterName, 'How clients prove who they are [default: basic, or bearer with --jwks]')
            [CompletionResult]::new('--jwks', '--jwks', [CompletionResultType]::ParameterName, 'The keys of an outside issuer of tokens (JWKS); read again when it changes')
            [CompletionResult]::new('--token-issuer', '--token-issuer', [CompletionResultType]::ParameterName, 'Who must have issued a token: needed with --jwks')
            [CompletionResult]::new('--token-realm', '--token-realm', [CompletionResultType]::ParameterName, 'Where clients fetch tokens: needed with --jwks [default: /token here]')
            [CompletionResult]::new('--token-service', '--token-service', [CompletionResultType]::ParameterName, 'What this registry is called in tokens [default: wharf]')
            [CompletionResult]::new('--public-url', '--public-url', [CompletionResultType]::ParameterName, 'How clients reach this registry, where a proxy changes host or scheme: https://registry.example.org')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Answer reads alone')
            [CompletionResult]::new('--sparse', '--sparse', [CompletionResultType]::ParameterName, 'What to do with a manifest that names content which is not there')
            [CompletionResult]::new('--foreign', '--foreign', [CompletionResultType]::ParameterName, 'Which documents to take as manifests besides those of images and artifacts')
            [CompletionResult]::new('--manifest-limit', '--manifest-limit', [CompletionResultType]::ParameterName, 'The largest manifest')
            [CompletionResult]::new('--chunk-min-length', '--chunk-min-length', [CompletionResultType]::ParameterName, 'Ask clients to send uploads in chunks of this size at least; smaller ones are taken too')
            [CompletionResult]::new('--quota-repository', '--quota-repository', [CompletionResultType]::ParameterName, 'The most that one repository may hold')
            [CompletionResult]::new('--quota-total', '--quota-total', [CompletionResultType]::ParameterName, 'The most that all repositories may hold together')
            [CompletionResult]::new('--free-floor', '--free-floor', [CompletionResultType]::ParameterName, 'What must stay free on the disk')
            [CompletionResult]::new('--gc-interval', '--gc-interval', [CompletionResultType]::ParameterName, 'How often garbage is collected; 0s is never')
            [CompletionResult]::new('--gc-grace', '--gc-grace', [CompletionResultType]::ParameterName, 'What changed within this time, 10m at least, is not collected, and what was can so long be brought back')
            [CompletionResult]::new('--upload-age', '--upload-age', [CompletionResultType]::ParameterName, 'After how long an upload that nobody goes on with is dropped')
            [CompletionResult]::new('--retention', '--retention', [CompletionResultType]::ParameterName, 'Which tags are given up, by number, age and pattern (TOML, as for `wharf store retention`)')
            [CompletionResult]::new('--scrub', '--scrub', [CompletionResultType]::ParameterName, 'How much of the store is hashed in each collection to find damage')
            [CompletionResult]::new('--max-connections', '--max-connections', [CompletionResultType]::ParameterName, 'Connections in all')
            [CompletionResult]::new('--max-connections-per-client', '--max-connections-per-client', [CompletionResultType]::ParameterName, 'Connections of one client')
            [CompletionResult]::new('--header-timeout', '--header-timeout', [CompletionResultType]::ParameterName, 'How long the head of a request, or a TLS handshake, may take')
            [CompletionResult]::new('--idle-timeout', '--idle-timeout', [CompletionResultType]::ParameterName, 'How long a connection may be without a request')
            [CompletionResult]::new('--body-timeout', '--body-timeout', [CompletionResultType]::ParameterName, 'How long a body may bring, or a client may take, no byte')
            [CompletionResult]::new('--max-header-size', '--max-header-size', [CompletionResultType]::ParameterName, 'The largest head of a request')
            [CompletionResult]::new('--requests-per-second', '--requests-per-second', [CompletionResultType]::ParameterName, 'Requests of one client in a second; more get 429 [default: any number]')
            [CompletionResult]::new('--drain', '--drain', [CompletionResultType]::ParameterName, 'How long requests under way may take after SIGTERM or SIGINT; a second signal ends them')
            [CompletionResult]::new('--access-log', '--access-log', [CompletionResultType]::ParameterName, 'How requests are logged')
            [CompletionResult]::new('--access-log-file', '--access-log-file', [CompletionResultType]::ParameterName, 'Where requests are logged; opened again on SIGHUP [default: standard error]')
            [CompletionResult]::new('--warning', '--warning', [CompletionResultType]::ParameterName, 'What docker and others show their users with every answer')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Add, list and remove the users of a registry')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;serve;user' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, or give one another password')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a user')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Remove a user')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;serve;user;add' {
            [CompletionResult]::new('--htpasswd', '--htpasswd', [CompletionResultType]::ParameterName, 'The file of users [default: that of `wharf serve`, where it is configured]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from standard input')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;serve;user;ls' {
            [CompletionResult]::new('--htpasswd', '--htpasswd', [CompletionResultType]::ParameterName, 'The file of users [default: that of `wharf serve`, where it is configured]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;serve;user;list' {
            [CompletionResult]::new('--htpasswd', '--htpasswd', [CompletionResultType]::ParameterName, 'The file of users [default: that of `wharf serve`, where it is configured]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;serve;user;rm' {
            [CompletionResult]::new('--htpasswd', '--htpasswd', [CompletionResultType]::ParameterName, 'The file of users [default: that of `wharf serve`, where it is configured]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;serve;user;delete' {
            [CompletionResult]::new('--htpasswd', '--htpasswd', [CompletionResultType]::ParameterName, 'The file of users [default: that of `wharf serve`, where it is configured]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;serve;user;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, or give one another password')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a user')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;serve;user;help;add' {
            break
        }
        'wharf;serve;user;help;ls' {
            break
        }
        'wharf;serve;user;help;rm' {
            break
        }
        'wharf;serve;user;help;help' {
            break
        }
        'wharf;serve;help' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Add, list and remove the users of a registry')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;serve;help;user' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, or give one another password')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a user')
            break
        }
        'wharf;serve;help;user;add' {
            break
        }
        'wharf;serve;help;user;ls' {
            break
        }
        'wharf;serve;help;user;rm' {
            break
        }
        'wharf;serve;help;help' {
            break
        }
        'wharf;store' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('du', 'du', [CompletionResultType]::ParameterValue, 'Show what the store takes of the disk')
            [CompletionResult]::new('gc', 'gc', [CompletionResultType]::ParameterValue, 'Remove what no tag leads to, or bring back what was removed last')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the images in the store')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the images in the store')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the directory of the store, or of one repository in it, which is an image layout')
            [CompletionResult]::new('retention', 'retention', [CompletionResultType]::ParameterValue, 'Remove the tags that rules give up: by number, by age, by pattern')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a tag or a manifest from the store')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Remove a tag or a manifest from the store')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check every file of the store against its digest, and every image for what it needs')
            [CompletionResult]::new('why', 'why', [CompletionResultType]::ParameterValue, 'Show what keeps a blob or a manifest in the store')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;store;du' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;gc' {
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'Keep what changed within this time, and the trash for as long [default: 1h]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be removed, and why, and remove nothing')
            [CompletionResult]::new('--no-wait', '--no-wait', [CompletionResultType]::ParameterName, 'Fail at once where another collection runs, or transfers that are in the way, instead of waiting')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Show what is kept, and why, as well')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Bring back what the last collection took')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;ls' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;list' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;path' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;retention' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would become of each tag, and why, and remove nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;rm' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;delete' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;verify' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('--delete-bad', '--delete-bad', [CompletionResultType]::ParameterName, 'Delete files whose content is not what their name says, so that the next pull fetches them again')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;why' {
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'The grace of garbage collection [default: 1h]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;store;help' {
            [CompletionResult]::new('du', 'du', [CompletionResultType]::ParameterValue, 'Show what the store takes of the disk')
            [CompletionResult]::new('gc', 'gc', [CompletionResultType]::ParameterValue, 'Remove what no tag leads to, or bring back what was removed last')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the images in the store')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the directory of the store, or of one repository in it, which is an image layout')
            [CompletionResult]::new('retention', 'retention', [CompletionResultType]::ParameterValue, 'Remove the tags that rules give up: by number, by age, by pattern')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a tag or a manifest from the store')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check every file of the store against its digest, and every image for what it needs')
            [CompletionResult]::new('why', 'why', [CompletionResultType]::ParameterValue, 'Show what keeps a blob or a manifest in the store')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;store;help;du' {
            break
        }
        'wharf;store;help;gc' {
            break
        }
        'wharf;store;help;ls' {
            break
        }
        'wharf;store;help;path' {
            break
        }
        'wharf;store;help;retention' {
            break
        }
        'wharf;store;help;rm' {
            break
        }
        'wharf;store;help;verify' {
            break
        }
        'wharf;store;help;why' {
            break
        }
        'wharf;store;help;help' {
            break
        }
        'wharf;version' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;whoami' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print the result as json, jsonPretty, or by a Go template such as ''{{.Digest}}''')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'The configuration file [env: WHARF_CONFIG] [default: wharf/config.toml where configuration is kept]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'The directory of the local store [env: WHARF_STORE]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours [env: NO_COLOR]')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'Trust the certificates in FILE (PEM), besides the system''s; may be repeated [env: WHARF_CA_FILE]')
            [CompletionResult]::new('--tls-skip-verify', '--tls-skip-verify', [CompletionResultType]::ParameterName, 'Do not verify who a registry is that speaks TLS, of HOST alone where it is given')
            [CompletionResult]::new('--plain-http', '--plain-http', [CompletionResultType]::ParameterName, 'Speak plain HTTP, to HOST alone where it is given; localhost needs no telling')
            [CompletionResult]::new('--creds', '--creds', [CompletionResultType]::ParameterName, 'Log in with these credentials, at HOST alone where it is given')
            [CompletionResult]::new('--authfile', '--authfile', [CompletionResultType]::ParameterName, 'The only file to read credentials from [env: REGISTRY_AUTH_FILE]')
            [CompletionResult]::new('--connect-timeout', '--connect-timeout', [CompletionResultType]::ParameterName, 'How long a connection may take to come about [env: WHARF_CONNECT_TIMEOUT] [default: 10s]')
            [CompletionResult]::new('--stall-timeout', '--stall-timeout', [CompletionResultType]::ParameterName, 'How long a transfer may bring no byte before it is cut and resumed [env: WHARF_STALL_TIMEOUT] [default: 30s]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often one operation is tried again [env: WHARF_RETRIES] [default: 6]')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only results, warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more of what is done: each request and its outcome')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'wharf;help' {
            [CompletionResult]::new('pull', 'pull', [CompletionResultType]::ParameterValue, 'Fetch an image into the local store, or to another place')
            [CompletionResult]::new('push', 'push', [CompletionResultType]::ParameterValue, 'Send an image from the local store, or from another place, to a registry')
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Copy an image from any place to any other')
            [CompletionResult]::new('blob', 'blob', [CompletionResultType]::ParameterValue, 'Fetch, look at and delete single blobs')
            [CompletionResult]::new('completion', 'completion', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Print the digest of an image')
            [CompletionResult]::new('image', 'image', [CompletionResultType]::ParameterValue, 'Look at whole images')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Show what an image is: platforms, layers, and how it is started')
            [CompletionResult]::new('manifest', 'manifest', [CompletionResultType]::ParameterValue, 'Print, look at and delete manifests')
            [CompletionResult]::new('repo', 'repo', [CompletionResultType]::ParameterValue, 'List repositories')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'List and delete tags')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in to a registry')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget the credentials of a registry')
            [CompletionResult]::new('registry', 'registry', [CompletionResultType]::ParameterValue, 'Log in to registries and out of them')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve images as a registry')
            [CompletionResult]::new('store', 'store', [CompletionResultType]::ParameterValue, 'Look after the local store')
            [CompletionResult]::new('version', 'version', [CompletionResultType]::ParameterValue, 'Show the version of wharf')
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Show who one is at a registry')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'wharf;help;pull' {
            break
        }
        'wharf;help;push' {
            break
        }
        'wharf;help;copy' {
            break
        }
        'wharf;help;blob' {
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a blob')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Fetch a blob and verify it')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print the size of a blob, without fetching it')
            break
        }
        'wharf;help;blob;delete' {
            break
        }
        'wharf;help;blob;get' {
            break
        }
        'wharf;help;blob;head' {
            break
        }
        'wharf;help;completion' {
            break
        }
        'wharf;help;digest' {
            break
        }
        'wharf;help;image' {
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Copy an image from any place to any other (the same as `wharf copy`)')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Print the digest of an image')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, 'Print the config of an image')
            [CompletionResult]::new('manifest', 'manifest', [CompletionResultType]::ParameterValue, 'Print the manifest of an image (the same as `wharf manifest get`)')
            break
        }
        'wharf;help;image;copy' {
            break
        }
        'wharf;help;image;digest' {
            break
        }
        'wharf;help;image;inspect' {
            break
        }
        'wharf;help;image;manifest' {
            break
        }
        'wharf;help;inspect' {
            break
        }
        'wharf;help;manifest' {
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a manifest, and with it every tag that names it')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print a manifest or an index')
            [CompletionResult]::new('head', 'head', [CompletionResultType]::ParameterValue, 'Print what a manifest is, without fetching it')
            break
        }
        'wharf;help;manifest;delete' {
            break
        }
        'wharf;help;manifest;get' {
            break
        }
        'wharf;help;manifest;head' {
            break
        }
        'wharf;help;repo' {
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the repositories of a registry, where it tells them')
            break
        }
        'wharf;help;repo;ls' {
            break
        }
        'wharf;help;tag' {
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a tag and nothing else')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the tags of a repository or a layout')
            break
        }
        'wharf;help;tag;delete' {
            break
        }
        'wharf;help;tag;ls' {
            break
        }
        'wharf;help;login' {
            break
        }
        'wharf;help;logout' {
            break
        }
        'wharf;help;registry' {
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in to a registry (the same as `wharf login`)')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Forget the credentials of a registry (the same as `wharf logout`)')
            [CompletionResult]::new('whoami', 'whoami', [CompletionResultType]::ParameterValue, 'Show who one is at a registry (the same as `wharf whoami`)')
            break
        }
        'wharf;help;registry;login' {
            break
        }
        'wharf;help;registry;logout' {
            break
        }
        'wharf;help;registry;whoami' {
            break
        }
        'wharf;help;serve' {
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Add, list and remove the users of a registry')
            break
        }
        'wharf;help;serve;user' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user, or give one another password')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a user')
            break
        }
        'wharf;help;serve;user;add' {
            break
        }
        'wharf;help;serve;user;ls' {
            break
        }
        'wharf;help;serve;user;rm' {
            break
        }
        'wharf;help;store' {
            [CompletionResult]::new('du', 'du', [CompletionResultType]::ParameterValue, 'Show what the store takes of the disk')
            [CompletionResult]::new('gc', 'gc', [CompletionResultType]::ParameterValue, 'Remove what no tag leads to, or bring back what was removed last')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the images in the store')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the directory of the store, or of one repository in it, which is an image layout')
            [CompletionResult]::new('retention', 'retention', [CompletionResultType]::ParameterValue, 'Remove the tags that rules give up: by number, by age, by pattern')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a tag or a manifest from the store')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check every file of the store against its digest, and every image for what it needs')
            [CompletionResult]::new('why', 'why', [CompletionResultType]::ParameterValue, 'Show what keeps a blob or a manifest in the store')
            break
        }
        'wharf;help;store;du' {
            break
        }
        'wharf;help;store;gc' {
            break
        }
        'wharf;help;store;ls' {
            break
        }
        'wharf;help;store;path' {
            break
        }
        'wharf;help;store;retention' {
            break
        }
        'wharf;help;store;rm' {
            break
        }
        'wharf;help;store;verify' {
            break
        }
        'wharf;help;store;why' {
            break
        }
        'wharf;help;version' {
            break
        }
        'wharf;help;whoami' {
            break
        }
        'wharf;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
