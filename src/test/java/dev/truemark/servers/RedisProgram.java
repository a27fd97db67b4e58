package dev.truemark.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis' program, unpacked once from the class path. */
final class RedisProgram {

    private RedisProgram() {}

    /**
     * The program for this system. The one for 64-bit Intel Linux needs OpenSSL 3 of the system; where that is not
     * there, the 32-bit one, which needs nothing, takes its place.
     */
    static Path in(Path binaries) throws IOException {
        Map<OsArchitecture, String> provided = ExecutableProvider.newProvidedVersionsMap();
        List<String> names = Stream.of(OsArchitecture.detectOSandArchitecture(), OsArchitecture.UNIX_x86)
                .map(provided::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        for (String name : names) {
            Path program = unpacked(name, binaries);
            if (Command.succeeds(List.of(program.toString(), "--version"))) {
                return program;
            }
        }
        throw new IllegalStateException("none of the Redis programs " + names
                + " runs on this system: set quarkus.redis.hosts to the address of your own");
    }

    private static Path unpacked(String name, Path binaries) throws IOException {
        Path program = binaries.resolve(name.substring(name.lastIndexOf('/') + 1));
        if (!Files.exists(program)) {
            Files.createDirectories(binaries);
            Path draft = Files.createTempFile(binaries, "unpacking", ".exe");
            try (InputStream in = RedisServer.class.getResourceAsStream(name)) {
                Files.copy(Objects.requireNonNull(in, name), draft, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!draft.toFile().setExecutable(true, false)) {
                throw new IOException("cannot make executable: " + draft);
            }
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return program;
    }
}
