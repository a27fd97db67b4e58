package dev.truemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to an address that was judged, and yet it is the name that must be in the certificate. */
class WebhookTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "hook", "-keystore", store(), "-storepass", "changeit"));
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tool.waitFor()).isZero();
    }

    private String store() {
        return folder.resolve("hook.p12").toString();
    }

    @Test
    void theNameOfTheAddressIsThatOfTheCertificate() throws IOException, InterruptedException {
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hook",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12");
        String certificate = folder.resolve("hook.pem").toString();
        keytool("-exportcert", "-rfc", "-file", certificate);
        AlertConfig config = new SmallRyeConfigBuilder()
                .withMapping(AlertConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("truemark.alerts.allow-private-addresses", "true"), "test", 100))
                .build()
                .getConfigMapping(AlertConfig.class);
        Vertx vertx = Vertx.vertx();
        HttpClientOptions trust =
                new HttpClientOptions().setTrustOptions(new PemTrustOptions().addCertPath(certificate));
        try (WebhookCalls trusting =
                        new WebhookCalls(vertx, new Resolver(vertx, config), Duration.ofSeconds(30), 1, trust);
                WebhookCalls strange =
                        new WebhookCalls(vertx, new Resolver(vertx, config), Duration.ofSeconds(30), 1)) {
            int port = vertx.getDelegate()
                    .createHttpServer(new HttpServerOptions()
                            .setSsl(true)
                            .setKeyCertOptions(new PfxOptions().setPath(store()).setPassword("changeit")))
                    .requestHandler(
                            request -> request.response().setStatusCode(204).end())
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();

            assertThat(post(trusting, "localhost", port).isDelivered()).isTrue();
            assertThat(post(trusting, "127.0.0.1", port).error())
                    .hasValueSatisfying(why -> assertThat(why).contains("SSL"));
            assertThat(post(strange, "localhost", port).error())
                    .hasValueSatisfying(why -> assertThat(why).contains("SSL"));
        } finally {
            vertx.close().await().atMost(PATIENCE);
        }
    }

    private static Attempt post(WebhookCalls calls, String host, int port) {
        return calls.post("https://" + host + ":" + port + "/", Map.of(), new byte[] {'{', '}'})
                .await()
                .atMost(PATIENCE);
    }
}
