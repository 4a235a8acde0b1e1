# Mirrors what is missing: releases of version 3 without candidates, tag by tag, and one repository as a whole.
set -eu
host="--host reg=$REGISTRY,tls=disabled"
have=$(regctl $host tag ls "$REGISTRY/mirror/app" 2>/dev/null || true)
for tag in $(regctl $host tag ls --include '3\.[0-9]+' --exclude '.*-rc[0-9]*' "$REGISTRY/upstream/app"); do
  case " $(echo $have) " in
    *" $tag "*) echo "have $tag" ;;
    *) regctl $host image copy --fast "$REGISTRY/upstream/app:$tag" "$REGISTRY/mirror/app:$tag" >/dev/null
       echo "copied $tag" ;;
  esac
done
regctl $host repo copy --new-tags --include 'v.*' -v warn "$REGISTRY/upstream/tool" "$REGISTRY/mirror/tool" >/dev/null
for repo in $(regctl $host repo ls --format '{{range .Repositories}}{{println .}}{{end}}' "$REGISTRY" | grep '^mirror/'); do
  regctl $host tag ls --format "{{range .Tags}}$repo:{{println .}}{{end}}" "$REGISTRY/$repo"
done
