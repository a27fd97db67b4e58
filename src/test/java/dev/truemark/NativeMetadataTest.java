package dev.truemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

/**
 * A native executable can look into those classes only that the committed metadata names: all records and enums, since
 * any of them may become JSON, what reads JSON by annotation, and the resources with their bean parameters, whose query parameters are checked by name.
 * {@code -Dnative.update=true} writes the metadata anew.
 */
class NativeMetadataTest {
    private static final java.nio.file.Path COMMITTED = java.nio.file.Path.of(
            "src/main/resources/META-INF/native-image/dev.truemark/truemark/reachability-metadata.json");

    @Test
    void theCommittedMetadataNamesWhatIsLookedInto() throws IOException {
        String needed = metadata(lookedInto());
        if (Boolean.getBoolean("native.update")) Files.writeString(COMMITTED, needed);

        assertThat(needed)
                .as("./mvnw test -Dtest=NativeMetadataTest -Dnative.update=true accepts new and removed classes")
                .isEqualTo(Files.readString(COMMITTED));
    }

    private static Set<String> lookedInto() {
        Set<String> names = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.truemark")) {
            boolean asked = each.isAnnotatedWith(Path.class)
                    || each.getFields().stream().anyMatch(field -> field.isAnnotatedWith(RestQuery.class));
            boolean reads = each.isAssignableTo(JsonDeserializer.class);
            if (each.isRecord() || each.isEnum() || asked || reads) names.add(each.getName());
        }
        return names;
    }

    private static String metadata(Set<String> names) throws IOException {
        ArrayNode types = JsonNodeFactory.instance.arrayNode();
        for (String name : names) {
            types.addObject()
                    .put("type", name)
                    .put("allDeclaredConstructors", true)
                    .put("allDeclaredFields", true)
                    .put("allDeclaredMethods", true);
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("reflection", types);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return new ObjectMapper().writer(printer).writeValueAsString(all) + "\n";
    }
}
