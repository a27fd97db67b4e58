package dev.truemark.servers;

import java.util.List;

/** A server that can be started here, or given by its address instead. */
public enum Server {
    POSTGRES("quarkus.datasource.reactive.url", "quarkus.datasource.jdbc.url"),
    KAFKA("kafka.bootstrap.servers"),
    REDIS("quarkus.redis.hosts");

    private final List<String> addressProperties;

    Server(String... addressProperties) {
        this.addressProperties = List.of(addressProperties);
    }

    /** Configuration properties by which a user gives the address of their own server. */
    public List<String> addressProperties() {
        return addressProperties;
    }
}
