package dev.truemark.servers;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to start and how.
 *
 * @param servers     servers to start; the others are given by the user
 * @param durable     {@code true} writes through to the disk and prefers the well-known ports, for data that must last;
 *                    {@code false} trades durability for speed and takes any free port
 * @param binaries    folder where the servers' programs are unpacked once and kept
 * @param heapMegabytes heap of the servers' JVM, in MiB
 */
public record Options(Set<Server> servers, boolean durable, Path binaries, int heapMegabytes) {

    /** Programs are unpacked here, in the project's folder, unless something else is asked for. */
    static final Path BINARIES = Path.of(".truemark", "bin");

    public Options {
        servers = Set.copyOf(servers);
        binaries = binaries.toAbsolutePath().normalize();
        if (heapMegabytes < 64) {
            throw new IllegalArgumentException("heapMegabytes must be 64 or more: " + heapMegabytes);
        }
    }

    /** Fast, on free ports, for data that is thrown away: tests and benchmarks. */
    public static Options throwaway() {
        return new Options(EnumSet.allOf(Server.class), false, BINARIES, 384);
    }

    /** Safe on the disk, on the well-known ports where they are free: development. */
    static Options lasting(Path binaries, Set<Server> servers) {
        return new Options(servers, true, binaries, 384);
    }
}
