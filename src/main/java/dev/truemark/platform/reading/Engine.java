package dev.truemark.platform.reading;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The version of the engine that computed an answer; the same question to the same version has the same answer. */
@ApplicationScoped
public class Engine {
    private final String version;

    Engine(
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = name + "/" + version;
    }

    /** Such as {@code truemark/0.1.0}. */
    public String version() {
        return version;
    }
}
