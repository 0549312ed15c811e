{{/* The pod's template, of the Deployment and of the StatefulSet. */}}
{{- define "dray.template" -}}
{{- $source := include "dray.transformsSource" . -}}
metadata:
  labels:
    {{- include "dray.selectorLabels" . | nindent 4 }}
    {{- with .Values.extraLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # What changes here starts the pods anew.
    checksum/config: {{ include (print $.Template.BasePath "/configmap.yaml") . | sha256sum }}
    checksum/secret: {{ include (print $.Template.BasePath "/secret.yaml") . | sha256sum }}
    checksum/transforms: {{ include (print $.Template.BasePath "/transforms.yaml") . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with (.Values.podServiceAccount).name }}
  serviceAccountName: {{ . }}
  {{- end }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ include "dray.grace" . }}
  securityContext:
    {{- $pod := dict "runAsNonRoot" true "runAsUser" 65532 "runAsGroup" 65532 "fsGroup" 65532 "fsGroupChangePolicy" "OnRootMismatch" "seccompProfile" (dict "type" "RuntimeDefault") }}
    {{- mergeOverwrite $pod (deepCopy (.Values.podSecurityContext | default dict)) | toYaml | nindent 4 }}
  {{- if eq $source "image" }}
  initContainers:
    - name: transforms
      image: {{ .Values.transforms.image.name }}
      imagePullPolicy: {{ .Values.transforms.image.pullPolicy }}
      command:
        {{- toYaml .Values.transforms.image.command | nindent 8 }}
      securityContext:
        {{- include "dray.containerSecurity" . | nindent 8 }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - name: transforms
          mountPath: /to
  {{- end }}
  containers:
    - name: {{ .Chart.Name }}
      image: {{ include "dray.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      command: [/usr/local/bin/dray]
      args: [run{{ if .Values.dryRun }}, --dry-run{{ end }}]
      workingDir: /app
      securityContext:
        {{- include "dray.containerSecurity" . | nindent 8 }}
      env:
        {{- include "dray.env" . | trim | nindent 8 }}
      {{- if and .Values.secret.useExistingSecret (not .Values.secret.keys) }}
      envFrom:
        - secretRef:
            name: {{ include "dray.secretName" . }}
      {{- end }}
      {{- if .Values.observe.enabled }}
      ports:
        - name: metrics
          containerPort: {{ .Values.observe.port }}
      startupProbe:
        {{- include "dray.probe" (list "/healthz" .Values.startupProbe) | nindent 8 }}
      livenessProbe:
        {{- include "dray.probe" (list "/healthz" .Values.livenessProbe) | nindent 8 }}
      readinessProbe:
        {{- include "dray.probe" (list "/readyz" .Values.readinessProbe) | nindent 8 }}
      {{- end }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        {{- include "dray.mounts" . | nindent 8 }}
  volumes:
    {{- include "dray.volumes" . | nindent 4 }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "dray.containerSecurity" -}}
{{- $own := dict "allowPrivilegeEscalation" false "readOnlyRootFilesystem" true "runAsNonRoot" true "capabilities" (dict "drop" (list "ALL")) }}
{{- mergeOverwrite $own (deepCopy (.Values.containerSecurityContext | default dict)) | toYaml }}
{{- end }}
