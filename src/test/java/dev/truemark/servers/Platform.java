package dev.truemark.servers;

import java.util.Locale;

/** The operating system, as far as it matters here. */
final class Platform {

    private static final String OS = System.getProperty("os.name").toLowerCase(Locale.ROOT);

    private Platform() {}

    static boolean isWindows() {
        return OS.startsWith("windows");
    }

    static boolean isRoot() {
        return !isWindows() && "root".equals(System.getProperty("user.name"));
    }

    /** Name and architecture as the PostgreSQL binaries are named by. */
    static String system() {
        if (isWindows()) {
            return "Windows";
        }
        return OS.startsWith("mac") ? "Darwin" : "Linux";
    }

    static String architecture() {
        return System.getProperty("os.arch");
    }
}
