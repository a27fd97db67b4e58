package dev.truemark.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where we are root, its programs run in a user namespace without privileges or,
 * where the system allows none (as in many containers), as the user nobody who may read what root may.
 */
final class Unprivileged {

    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private final List<String> prefix;
    private final int owner;

    private Unprivileged(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    static Unprivileged detect() {
        if (!Platform.isRoot()) {
            return new Unprivileged(List.of(), -1);
        }
        if (works(NAMESPACE)) {
            return new Unprivileged(NAMESPACE, ROOT);
        }
        if (works(AS_NOBODY)) {
            return new Unprivileged(AS_NOBODY, NOBODY);
        }
        throw new IllegalStateException(
                "PostgreSQL does not run as root, and this system has neither unshare nor setpriv"
                        + " to give up root's rights: run this as an ordinary user, or set quarkus.datasource.reactive.url");
    }

    private static boolean works(List<String> prefix) {
        return Command.succeeds(command(prefix, List.of("true")));
    }

    List<String> command(List<String> command) {
        return command(prefix, command);
    }

    private static List<String> command(List<String> prefix, List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives a data folder to the user that PostgreSQL runs as, if that is another one. */
    void own(Path folder) throws IOException {
        if (owner >= 0 && Folders.owner(folder) != owner) {
            Folders.give(folder, owner);
        }
    }
}
