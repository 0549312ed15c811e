{{- define "dray.mounts" -}}
- name: run
  mountPath: /run/dray
- name: tmp
  mountPath: /tmp
{{- if .Values.controlThePayloadConfig }}
- name: config
  mountPath: /app/control_the_payload_config.json
  subPath: controlThePayloadConfig
  readOnly: true
{{- end }}
{{- range splitList " " (include "dray.files" .) }}
{{- if . }}
- name: config
  mountPath: /etc/dray/{{ . }}
  subPath: {{ . }}
  readOnly: true
{{- end }}
{{- end }}
{{- if include "dray.transformsSource" . }}
- name: transforms
  mountPath: /etc/dray/transforms
  readOnly: true
{{- end }}
{{- if .Values.store.enabled }}
- name: store
  mountPath: /var/lib/dray
{{- end }}
{{- if .Values.selfSignedCertificate.enabled }}
- name: certificates
  mountPath: /usr/local/share/ca-certificates/cert.crt
  subPath: cert.crt
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "dray.volumes" -}}
{{- $source := include "dray.transformsSource" . -}}
- name: run
  emptyDir:
    medium: Memory
    sizeLimit: 1Mi
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- if include "dray.hasConfigMap" . }}
- name: config
  configMap:
    name: {{ include "dray.fullname" . }}
{{- end }}
{{- if eq $source "files" }}
- name: transforms
  configMap:
    name: {{ include "dray.sub" (list . "transforms") }}
{{- else if eq $source "configMap" }}
- name: transforms
  configMap:
    name: {{ .Values.transforms.configMap }}
{{- else if eq $source "image" }}
- name: transforms
  emptyDir: {}
{{- else if eq $source "volume" }}
- name: transforms
  {{- toYaml .Values.transforms.volume | nindent 2 }}
{{- end }}
{{- if .Values.selfSignedCertificate.enabled }}
- name: certificates
  secret:
    secretName: {{ include "dray.certificateSecretName" . }}
    items:
      - key: {{ .Values.selfSignedCertificate.secret.useExistingSecret | ternary .Values.selfSignedCertificate.secret.key "crt" }}
        path: cert.crt
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}
