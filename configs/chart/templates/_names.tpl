{{- define "dray.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "dray.fullname" -}}
{{- $name := include "dray.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* A further object's name, which leaves room for what it is. */}}
{{- define "dray.sub" -}}
{{- printf "%s-%s" (include "dray.fullname" (first .) | trunc 50 | trimSuffix "-") (last .) }}
{{- end }}

{{- define "dray.secretName" -}}
{{- default (include "dray.fullname" .) .Values.secret.name }}
{{- end }}

{{- define "dray.certificateSecretName" -}}
{{- if .Values.selfSignedCertificate.secret.useExistingSecret }}
{{- required "selfSignedCertificate.secret.name: name the secret that holds the certificate" .Values.selfSignedCertificate.secret.name }}
{{- else }}
{{- include "dray.sub" (list . "cert") }}
{{- end }}
{{- end }}

{{- define "dray.selectorLabels" -}}
app.kubernetes.io/name: {{ include "dray.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "dray.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "dray.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.extraLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "dray.metadata" -}}
name: {{ last . }}
namespace: {{ (first .).Release.Namespace }}
labels:
  {{- include "dray.labels" (first .) | nindent 2 }}
{{- end }}

{{/* Values kept from port-agent may name its image, which takes no part here. */}}
{{- define "dray.image" -}}
{{- if regexMatch "(^|/)port-agent$" .Values.image.repository -}}
ghcr.io/drayhq/dray:{{ .Chart.AppVersion }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}
