{{/* Names, labels and what every role shares. */}}

{{- define "truemark.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{/* Of one role: (dict "root" $ "role" "api") */}}
{{- define "truemark.roleName" -}}
{{- include "truemark.name" .root }}-{{ .role -}}
{{- end }}

{{- define "truemark.selector" -}}
app.kubernetes.io/name: truemark
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "truemark.labels" -}}
{{ include "truemark.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "truemark.image" -}}
{{- with .Values.image -}}
{{- .repository -}}:{{ .tag | default $.Chart.AppVersion -}}{{ with .digest }}@{{ . }}{{ end -}}
{{- end -}}
{{- end }}

{{- define "truemark.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "truemark.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "truemark.databaseAccount" -}}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef: {name: {{ .Values.secrets.name }}, key: database-username}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ .Values.secrets.name }}, key: database-password}
{{- end }}

{{/* The keys of the access tokens, from the mounted secret */}}
{{- define "truemark.keys" -}}
- name: SMALLRYE_JWT_SIGN_KEY_LOCATION
  value: file:/etc/truemark/jwt/jwt-private.pem
- name: MP_JWT_VERIFY_PUBLICKEY_LOCATION
  value: file:/etc/truemark/jwt/jwt-public.pem
{{- end }}

{{- define "truemark.mounts" -}}
- name: tmp
  mountPath: /tmp
- name: jwt
  mountPath: /etc/truemark/jwt
  readOnly: true
{{- end }}

{{- define "truemark.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
- name: jwt
  secret:
    secretName: {{ .Values.secrets.name }}
    defaultMode: 0440
    items:
      - {key: jwt-private.pem, path: jwt-private.pem}
      - {key: jwt-public.pem, path: jwt-public.pem}
{{- end }}
