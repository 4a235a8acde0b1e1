# Promotes a tested image: the digest that was tested gets the tags of production, whatever the tag means by now.
set -eu
regctl registry set --tls disabled "$REGISTRY"
tested=$(regctl image digest "$REGISTRY/dev/app:candidate")
regctl image copy -v info --digest-tags --referrers "$REGISTRY/dev/app@$tested" "$REGISTRY/prod/app:1.4.0"
for alias in 1.4 1 stable; do
  regctl image copy "$REGISTRY/prod/app:1.4.0" "$REGISTRY/prod/app:$alias"
done
for tag in 1.4.0 1.4 1 stable; do
  if [ "$(regctl image digest "$REGISTRY/prod/app:$tag")" != "$tested" ]; then
    echo "$tag is not what was tested" >&2
    exit 1
  fi
done
regctl tag ls "$REGISTRY/prod/app" --exclude 'sha256-.*'
