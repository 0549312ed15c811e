{{/* Which of the ways to bring modules was taken: files, configMap, volume, image or none. */}}
{{- define "dray.transformsSource" -}}
{{- $given := list }}
{{- with .Values.transforms }}
{{- if .files }}{{ $given = append $given "files" }}{{ end }}
{{- if .configMap }}{{ $given = append $given "configMap" }}{{ end }}
{{- if .volume }}{{ $given = append $given "volume" }}{{ end }}
{{- if .image.name }}{{ $given = append $given "image" }}{{ end }}
{{- end }}
{{- if gt (len $given) 1 }}
{{- fail (printf "transforms: %s are given, and only one can be: all end in /etc/dray/transforms" (join " and " $given)) }}
{{- end }}
{{- join "" $given }}
{{- end }}

{{/* Seconds of a duration such as 25s, 1m30s, 1.5m or 500ms, rounded up; 0 of any other text. */}}
{{- define "dray.seconds" -}}
{{- $total := 0.0 }}
{{- $units := dict "h" 3600 "m" 60 "s" 1 "ms" 0.001 }}
{{- range regexFindAll "[0-9.]+[a-zµ]+" (toString .) -1 }}
{{- $unit := regexFind "[a-zµ]+$" . }}
{{- $total = addf $total (mulf (trimSuffix $unit . | float64) (get $units $unit | default 0)) }}
{{- end }}
{{- ceil $total }}
{{- end }}

{{/* How long Kubernetes waits before it kills: never less than dray's own bound. */}}
{{- define "dray.grace" -}}
{{- $grace := int .Values.terminationGracePeriodSeconds }}
{{- $drain := "25s" }}
{{- with include "dray.config" . | fromYaml }}{{ with .limits }}{{ $drain = default $drain .drain }}{{ end }}{{ end }}
{{- with (include "dray.normal" . | fromYaml).DRAY_LIMITS_DRAIN }}{{ $drain = . }}{{ end }}
{{- if le $grace (include "dray.seconds" $drain | int) }}
{{- fail (printf "terminationGracePeriodSeconds: %d is not above limits.drain (%s): runs under way would be killed" $grace $drain) }}
{{- end }}
{{- $grace }}
{{- end }}

{{/* dray.yaml, whether it was given as YAML or as text. */}}
{{- define "dray.config" -}}
{{- if kindIs "string" .Values.config }}{{ .Values.config }}{{ else if .Values.config }}{{ toYaml .Values.config }}{{ end }}
{{- end }}

{{- define "dray.mapping" -}}
{{- $mapping := .Values.controlThePayloadConfig }}
{{- if kindIs "string" $mapping }}{{ $mapping }}{{ else }}{{ toPrettyJson $mapping }}{{ end }}
{{- end }}

{{/* The names that files of the config map have beside dray.yaml. */}}
{{- define "dray.files" -}}
{{- $names := keys .Values.configFiles }}
{{- if .Values.config }}{{ $names = append $names "dray.yaml" }}{{ end }}
{{- $names | sortAlpha | uniq | join " " }}
{{- end }}

{{- define "dray.hasConfigMap" -}}
{{- if or .Values.controlThePayloadConfig .Values.config .Values.configFiles }}true{{ end }}
{{- end }}

{{- define "dray.probe" -}}
httpGet:
  path: {{ first . }}
  port: metrics
{{ toYaml (last .) }}
{{- end }}
