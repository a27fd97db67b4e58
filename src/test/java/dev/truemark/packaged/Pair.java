package dev.truemark.packaged;

import dev.truemark.servers.TruemarkServers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two instances of the packaged application over the same servers, which all tests of a run share: each has users and portfolios
 * of its own. Who registers may write prices and rates, and there is the demo user; one of the two simulates an account for a
 * while.
 */
public record Pair(PackagedApp one, PackagedApp other) implements AutoCloseable {
    /** What the simulator trades in. */
    static final String SIMULATED = "NATIVE001";

    private static Pair start() {
        Map<String, String> properties = new HashMap<>(TruemarkServers.shared().properties());
        properties.put("truemark.auth.default-scopes", "market:write");
        properties.put("truemark.stream.heartbeat", "PT0.5S");
        PackagedApp other = PackagedApp.launch(properties);
        properties.put("truemark.demo.enabled", "true");
        properties.put("truemark.demo.password", "truemark-demo");
        properties.put("truemark.simulator.enabled", "true");
        properties.put("truemark.simulator.accounts", SIMULATED);
        properties.put("truemark.simulator.trades-per-minute", "600");
        properties.put("truemark.simulator.duration", "PT10S");
        PackagedApp one = PackagedApp.launch(properties);
        return new Pair(one.awaitListening(), other.awaitListening());
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }

    /** Gives a test the pair, which the first one starts and the end of the run ends. */
    public static final class Started implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Pair.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType().equals(Pair.class);
        }

        @Override
        public Pair resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot().getStore(NAMESPACE).computeIfAbsent(Pair.class, type -> start(), Pair.class);
        }
    }
}
