package dev.truemark.servers;

import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Run by Maven in every build: before {@code quarkus:dev} it starts the servers that the user has given no address of,
 * with their data in {@code .truemark}, and writes {@value #FILE} for the application to read; otherwise it does
 * nothing. The servers belong to the Maven process, so live reloads keep them and they end with it.
 */
public final class DevServers {

    /** What the application needs to know in development; environment and command line stand above it. */
    static final String FILE = "dev.properties";

    private static final Pattern DEV_GOAL = Pattern.compile("(.*[:-])?quarkus(-maven-plugin)?(:[^:,\\]]+)?:dev");
    private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String HTTP_PORT = "quarkus.http.port";

    private DevServers() {}

    /** Arguments: the project's folder, and the goals of the build as Maven prints them, such as {@code [quarkus:dev]}. */
    public static void main(String[] arguments) throws IOException {
        if (isDevelopment(arguments[1])) {
            Path project = Path.of(arguments[0]);
            Map<String, String> dotEnv = new HashMap<>();
            ServerStack.load(project.resolve(".env")).forEach((name, value) -> dotEnv.put(name + "", value + ""));
            prepare(project.resolve(".truemark"), given(System.getProperties(), System.getenv(), dotEnv));
        }
    }

    static boolean isDevelopment(String goals) {
        return Pattern.compile("[\\[\\], ]+").splitAsStream(goals).anyMatch(DEV_GOAL.asMatchPredicate());
    }

    private static void prepare(Path folder, UnaryOperator<String> given) throws IOException {
        Set<Server> wanted = EnumSet.noneOf(Server.class);
        for (Server server : Server.values()) {
            if (server.addressProperties().stream().noneMatch(name -> given.apply(name) != null)) {
                wanted.add(server);
            }
        }
        EmbeddedServers servers = EmbeddedServers.start(folder, Options.lasting(folder.resolve("bin"), wanted));
        Properties properties = new Properties();
        properties.putAll(servers.properties());
        if (given.apply(JDBC_URL) != null && given.apply(REACTIVE_URL) == null) {
            properties.setProperty(REACTIVE_URL, given.apply(JDBC_URL).replaceFirst("^jdbc:", ""));
        }
        properties.setProperty(HTTP_PORT, Integer.toString(new Ports().choose(List.of(8080, 8180, 8280))));
        StringWriter text = new StringWriter();
        properties.store(text, "Written at each start of development mode");
        OwnerOnly.write(folder.resolve(FILE), text.toString());
        announce(folder, wanted, properties);
    }

    private static void announce(Path folder, Set<Server> wanted, Properties properties) {
        for (Server server : Server.values()) {
            String address = server.addressProperties().getFirst();
            System.out.println("[Truemark] " + server + ": "
                    + (wanted.contains(server)
                            ? withoutPassword(properties.getProperty(address)) + ", data in " + folder
                            : "yours, by configuration"));
        }
    }

    private static String withoutPassword(String url) {
        return url.replaceFirst("://:[^@]*@", "://");
    }

    /** What the user has set by {@code -D}, environment or {@code .env}, for all profiles or for development. */
    static UnaryOperator<String> given(Properties system, Map<String, String> environment, Map<String, String> dotEnv) {
        EnvConfigSource fromEnvironment = new EnvConfigSource(environment, 300);
        EnvConfigSource fromDotEnv = new EnvConfigSource(dotEnv, 295);
        return name -> Optional.ofNullable(system.getProperty(name))
                .or(() -> Optional.ofNullable(system.getProperty("%dev." + name)))
                .or(() -> Optional.ofNullable(fromEnvironment.getValue(name)))
                .or(() -> Optional.ofNullable(fromEnvironment.getValue("%dev." + name)))
                .or(() -> Optional.ofNullable(fromDotEnv.getValue(name)))
                .or(() -> Optional.ofNullable(fromDotEnv.getValue("%dev." + name)))
                .orElse(null);
    }
}
