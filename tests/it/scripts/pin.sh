# Pins the images that a file names: each tag is followed by the digest it has now.
set -eu
export REGCTL="regctl"
while read -r key image; do
  if [ "$key" != "image:" ]; then
    echo "$key $image"
    continue
  fi
  name=$(regctl ref "$image" --format '{{ .Registry }}/{{ .Repository }}:{{ .Tag }}')
  digest=$(regctl image digest --host "reg=$REGISTRY,tls=disabled" "$name")
  platforms=$(regctl manifest get "$name" | grep -i "Platform:" | awk '{print $2}' | tr '\n' ' ')
  echo "# ${platforms:-one platform}"
  echo "$key $name@$digest"
done < deployment
