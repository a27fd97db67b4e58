package dev.truemark.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Environment variables that the service obeys at run time: those that the Quarkus extensions on the class path document
 * as such, those of our own {@code @ConfigMapping}s, and a few that MicroProfile names.
 */
final class ConfigNames {
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    /** SmallRye Reactive Messaging's broker address and the key locations of MicroProfile JWT and SmallRye JWT. */
    private static final Set<String> FROM_SPECIFICATIONS =
            Set.of("KAFKA_BOOTSTRAP_SERVERS", "MP_JWT_VERIFY_PUBLICKEY_LOCATION", "SMALLRYE_JWT_SIGN_KEY_LOCATION");

    private ConfigNames() {}

    static Set<String> environmentVariables() throws IOException {
        Set<String> names = new TreeSet<>(FROM_SPECIFICATIONS);
        for (URL model : Collections.list(ConfigNames.class.getClassLoader().getResources(MODEL))) {
            try (InputStream in = model.openStream()) {
                collect(new ObjectMapper().readTree(in), names);
            }
        }
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.truemark").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> ConfigMappings.getProperties(ConfigClass.configClass(type)).keySet().stream())
                        .map(ConfigNames::asVariable)
                        .forEach(names::add);
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.isObject() && node.path("phase").asText().equals("RUN_TIME")) {
            for (JsonNode variable : node.findValues("environmentVariable")) names.add(variable.asText());
        }
        node.forEach(child -> collect(child, names));
    }

    private static String asVariable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
