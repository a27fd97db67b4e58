package dev.truemark.servers;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the servers' JVM is started with: the libraries of this JVM, and a copy of this package. */
final class ClassPath {

    private static final String PACKAGE = ClassPath.class.getPackageName().replace('.', '/');

    private ClassPath() {}

    /** The copy keeps servers that run able to stop when the build folder is cleaned or compiled anew meanwhile. */
    static String forServersIn(Path folder) throws IOException {
        return copyOfThisPackage(folder.resolve("classes")) + File.pathSeparator + ofThisJvm();
    }

    private static Path copyOfThisPackage(Path target) throws IOException {
        Path source =
                Path.of(uri(ClassPath.class.getResource("ClassPath.class"))).getParent();
        Path copy = target.resolve(PACKAGE);
        Folders.delete(target);
        Files.createDirectories(copy);
        List<Path> classes;
        try (Stream<Path> files = Files.list(source)) {
            classes = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : classes) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return target;
    }

    /** Maven runs a main class in a loader of its own; everywhere else the class path is the JVM's. */
    private static String ofThisJvm() {
        if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(uri(url)).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a file: " + url, e);
        }
    }
}
