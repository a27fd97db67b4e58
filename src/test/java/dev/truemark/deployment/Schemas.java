package dev.truemark.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/**
 * Says where an object departs from the schema of its kind: those of Kubernetes' OpenAPI document as its Java client
 * carries them, the Prometheus operator's as fabric8 carries them, and for KEDA and External Secrets the fields that we
 * use, written down here.
 */
final class Schemas {
    private interface Check {
        void of(Map<String, Object> object) throws IOException;
    }

    private interface OpenApi {
        void of(JsonElement object) throws IOException;
    }

    private static final Map<String, Check> BY_KIND = Map.ofEntries(
            kubernetes("v1 ConfigMap", V1ConfigMap::validateJsonElement),
            kubernetes("v1 Service", V1Service::validateJsonElement),
            kubernetes("v1 ServiceAccount", V1ServiceAccount::validateJsonElement),
            kubernetes("apps/v1 Deployment", V1Deployment::validateJsonElement),
            kubernetes("batch/v1 Job", V1Job::validateJsonElement),
            kubernetes("autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement),
            kubernetes("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
            kubernetes("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement),
            kubernetes("networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", model(ServiceMonitor.class)),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", model(PrometheusRule.class)),
            Map.entry("keda.sh/v1alpha1 ScaledObject", ours("scaled-object.json")),
            Map.entry("external-secrets.io/v1 ExternalSecret", ours("external-secret.json")));

    private Schemas() {}

    /** @throws IllegalArgumentException if the object is none of its kind, or of a kind without a schema */
    static void check(Map<String, Object> object) throws IOException {
        String kind = object.get("apiVersion") + " " + object.get("kind");
        Check check = BY_KIND.get(kind);
        if (check == null) throw new IllegalArgumentException("no schema of " + kind);
        check.of(object);
    }

    private static Map.Entry<String, Check> kubernetes(String kind, OpenApi schema) {
        return Map.entry(kind, object -> schema.of(new Gson().toJsonTree(object)));
    }

    /** The model without its catch-all for fields that it does not know. */
    private static Check model(Class<?> type) {
        ObjectMapper strict = new ObjectMapper()
                .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Boolean hasAnySetter(Annotated member) {
                        return false;
                    }
                })
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return object -> {
            if (strict.convertValue(object, type) == null) throw new IllegalArgumentException("nothing of " + type);
        };
    }

    private static Check ours(String file) {
        return object -> {
            try (InputStream schema = Schemas.class.getResourceAsStream("/deployment/" + file)) {
                JsonNode node = new ObjectMapper().valueToTree(object);
                Set<ValidationMessage> faults = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(node);
                if (!faults.isEmpty()) throw new IllegalArgumentException(faults.toString());
            }
        };
    }
}
