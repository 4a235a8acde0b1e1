# Puts a build onto a base, looks at what came of it, and promotes that very image; in regctl's words and in crane's.
set -eu
regctl registry set --tls disabled "$REGISTRY" >/dev/null 2>&1
base="$REGISTRY/base:v1"
mkdir -p build/app
printf '#!/bin/sh\necho hello\n' > build/app/start
chmod 755 build/app/start
tar -C build --owner 0 --group 0 --mtime @0 --sort name -cf app.tar app
regctl image mod "$base" --create "$REGISTRY/dev/app:regctl" --layer-add tar=app.tar \
  --config-entrypoint '["/app/start"]' --label revision=abc >/dev/null
"$WHARF" append --base "$base" --new_layer app.tar --new_tag "$REGISTRY/dev/app:crane" \
  --entrypoint /app/start --label revision=abc >/dev/null
for made in regctl crane; do
  regctl image get-file "$REGISTRY/dev/app:$made" /app/start | cmp - build/app/start
  [ "$(regctl image inspect "$REGISTRY/dev/app:$made" --format '{{join .Config.Entrypoint " "}}')" = /app/start ]
  [ "$(regctl image inspect "$REGISTRY/dev/app:$made" --format '{{index .Config.Labels "revision"}}')" = abc ]
done
layers() { regctl image manifest "$1" --format '{{range .Layers}}{{println .Digest}}{{end}}' | grep .; }
layers "$base" > base.layers
layers "$REGISTRY/dev/app:regctl" | head -n "$(wc -l < base.layers)" | cmp - base.layers
layers "$REGISTRY/dev/app:crane" > crane.layers
layers "$REGISTRY/dev/app:regctl" | cmp - crane.layers
tested=$(regctl image digest "$REGISTRY/dev/app:regctl")
# The same build gives the same image.
again=$(regctl image mod "$base" --create "$REGISTRY/dev/app:again" --layer-add tar=app.tar \
  --config-entrypoint '["/app/start"]' --label revision=abc >/dev/null && regctl image digest "$REGISTRY/dev/app:again")
[ "$again" = "$tested" ]
regctl image copy "$REGISTRY/dev/app@$tested" "$REGISTRY/prod/app:stable" >/dev/null
[ "$(regctl image digest "$REGISTRY/prod/app:stable")" = "$tested" ]
echo "promoted with $(( $(wc -l < crane.layers) - $(wc -l < base.layers) )) layer on top"
