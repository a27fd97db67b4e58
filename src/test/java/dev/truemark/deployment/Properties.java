package dev.truemark.deployment;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The settings that are packed into the application. */
record Properties(java.util.Properties all) {

    static Properties ofTheApplication() {
        java.util.Properties all = new java.util.Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            all.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Properties(all);
    }

    String value(String name) {
        String value = all.getProperty(name);
        if (value == null) throw new AssertionError("no " + name);
        return value;
    }

    /** The elements of a list, each the default of its expression: {@code ${name:default},…}. */
    List<String> defaults(String name) {
        return Arrays.stream(value(name).split(","))
                .map(element -> element.replaceAll("\\$\\{[^:}]*:([^}]*)}", "$1"))
                .toList();
    }
}
