#!/bin/sh
# Extract: take scripts, styles and tags off each page. Usage: sh no-tags.sh EXPORTED_FOLDER > out.jsonl
set -eu
jq -c '[.id, .html, .encoding]' "$1/tasks.jsonl" | while IFS= read -r task; do
  page=$(printf '%s' "$task" | jq -r '.[1]')
  encoding=$(printf '%s' "$task" | jq -r '.[2] | if . == "" then "utf-8" else . end')
  iconv -c -f "$encoding" -t utf-8 "$1/$page" |
    tr '\n' ' ' |
    sed -e 's/<\(script\|style\)[^>]*>[^<]*<\/\1>//g' -e 's/<[^>]*>/\n/g' |
    jq -c -R -s --argjson task "$task" '{id: $task[0], text: .}'
done
