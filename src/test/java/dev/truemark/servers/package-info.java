/**
 * Real PostgreSQL, Kafka and Redis for development, tests and benchmarks, with nothing installed and no Docker.
 *
 * <p>{@link dev.truemark.servers.EmbeddedServers} starts them in a JVM of their own, which ends them when the process
 * that asked for them is gone. {@link dev.truemark.servers.TruemarkServers} gives them to Quarkus tests. Nothing of
 * this package or of its libraries is in the production artifact.
 */
package dev.truemark.servers;
