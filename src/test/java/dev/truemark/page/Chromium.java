package dev.truemark.page;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, headless, driven by Playwright, which never fetches one of its own. Without one the tests
 * are left out and say so, except where {@code CI} is set: there they fail.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(QUIET));
    }

    static Chromium start() {
        return installed().map(Chromium::new).orElseGet(Chromium::leftOut);
    }

    /** A profile of its own, with nothing in it. */
    BrowserContext fresh(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    private static Optional<Path> installed() {
        List<String> folders =
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
        Stream<Path> usual = NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
        return Stream.concat(named, usual).filter(Files::isExecutable).findFirst();
    }

    private static Chromium leftOut() {
        String what = "no Chromium on the PATH, nor at $CHROMIUM: the tests of the page in a browser";
        if (System.getenv("CI") != null) throw new AssertionError(what + " cannot run");
        System.err.println("LEFT OUT: " + what + " are left out; install chromium to run them");
        return abort(what + " are left out");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
