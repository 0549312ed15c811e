{{/* A value's text. YAML's whole numbers come as floats: not as 1e+06. */}}
{{- define "dray.text" -}}
{{- if kindIs "invalid" . }}
{{- else if kindIs "float64" . }}
{{- if eq . (floor .) }}{{ int64 . }}{{ else }}{{ . }}{{ end }}
{{- else }}{{ . }}
{{- end }}
{{- end }}

{{/* env.normal less what is empty, as YAML. */}}
{{- define "dray.normal" -}}
{{- $out := dict }}
{{- range $name, $value := (.Values.env).normal }}
{{- with include "dray.text" $value }}{{ $_ := set $out $name . }}{{ end }}
{{- end }}
{{- toYaml $out }}
{{- end }}

{{/* env.secret less what is empty, and less what normal has, as YAML. */}}
{{- define "dray.secret" -}}
{{- $out := dict }}
{{- if not .Values.secret.useExistingSecret }}
{{- $normal := include "dray.normal" . | fromYaml }}
{{- range $name, $value := (.Values.env).secret }}
{{- $text := include "dray.text" $value }}
{{- if and $text (not (hasKey $normal $name)) }}{{ $_ := set $out $name $text }}{{ end }}
{{- end }}
{{- end }}
{{- toYaml $out }}
{{- end }}

{{/* What the chart sets itself, unless a person did. */}}
{{- define "dray.own" -}}
{{- $out := dict }}
{{- if .Values.observe.enabled }}
{{- $_ := set $out "DRAY_OBSERVE_LISTEN" (printf ":%d" (int .Values.observe.port)) }}
{{- end }}
{{- if .Values.store.enabled }}
{{- $_ := set $out "DRAY_STORE_PATH" "/var/lib/dray" }}
{{- end }}
{{- if and (include "dray.transformsSource" .) (not .Values.config) }}
{{- $_ := set $out "DRAY_TRANSFORMS_DIR" "/etc/dray/transforms" }}
{{- end }}
{{- if .Values.controlThePayloadConfig }}
{{- $_ := set $out "CONTROL_THE_PAYLOAD_CONFIG_PATH" "/app/control_the_payload_config.json" }}
{{- end }}
{{- if .Values.selfSignedCertificate.enabled }}
{{- $_ := set $out "SSL_CERT_DIR" "/etc/ssl/certs:/usr/local/share/ca-certificates" }}
{{- end }}
{{- toYaml $out }}
{{- end }}

{{/* Each variable once, as Kubernetes wants it: extraEnv's, else a secret's, else a plain one. */}}
{{- define "dray.env" -}}
{{- $normal := include "dray.normal" . | fromYaml }}
{{- $secret := include "dray.secret" . | fromYaml }}
{{- $extra := list }}
{{- range .Values.extraEnv }}{{ $extra = append $extra .name }}{{ end }}
{{- $keys := keys $secret | sortAlpha }}
{{- if .Values.secret.useExistingSecret }}{{ $keys = .Values.secret.keys | uniq }}{{ end }}
{{- $taken := concat $extra $keys }}
{{- range $name, $value := merge $normal (include "dray.own" . | fromYaml) }}
{{- if not (has $name $taken) }}
{{- $taken = append $taken $name }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- range $keys }}
{{- if not (has . $extra) }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ include "dray.secretName" $ }}
      key: {{ . }}
{{- end }}
{{- end }}
{{- if and .Values.store.enabled .Values.store.staticMembership (not (has "DRAY_KAFKA_INSTANCE_ID" $taken)) }}
- name: DRAY_KAFKA_INSTANCE_ID
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
