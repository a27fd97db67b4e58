package dev.truemark.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A PostgreSQL with one database, owned by an ordinary role as in production. */
final class PostgresServer implements AutoCloseable {

    /** Name of the database and of the role that owns it. */
    static final String NAME = "truemark";

    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String THROWAWAY = " -c fsync=off -c full_page_writes=off -c synchronous_commit=off";

    private final Path data;
    private final PostgresPrograms programs;
    private final Unprivileged unprivileged;
    private final int port;
    private final String password;

    private PostgresServer(Path folder, PostgresPrograms programs, int port, String password) {
        this.data = data(folder);
        this.programs = programs;
        this.unprivileged = Unprivileged.detect();
        this.port = port;
        this.password = password;
    }

    static PostgresServer start(Path folder, Options options, int port, String password)
            throws IOException, SQLException {
        PostgresServer server = new PostgresServer(folder, PostgresPrograms.in(options.binaries()), port, password);
        Files.createDirectories(folder);
        server.initialise();
        server.run(options.durable());
        server.createDatabase();
        return server;
    }

    /** Ends what an earlier run left behind in this folder. */
    static void endLeftover(Path folder) throws IOException {
        Path pidFile = data(folder).resolve("postmaster.pid");
        var leftover = RecordedProcess.find(pidFile, data(folder).toString());
        leftover.ifPresent(process -> RecordedProcess.end(process, Duration.ofSeconds(5)));
        if (!Platform.isWindows()) {
            Files.deleteIfExists(pidFile);
        }
    }

    Map<String, String> properties() {
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:" + port + "/" + NAME,
                "quarkus.datasource.jdbc.url",
                jdbcUrl(NAME),
                "quarkus.datasource.username",
                NAME,
                "quarkus.datasource.password",
                password);
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }

    /** Makes the cluster beside its place and moves it there when it is whole. */
    private void initialise() throws IOException {
        if (Files.exists(data)) {
            unprivileged.own(data);
            return;
        }
        Path draft = data.resolveSibling("data.draft");
        Folders.delete(draft);
        Files.createDirectories(draft);
        unprivileged.own(draft);
        Path passwordFile = Files.writeString(
                Files.createTempFile(data.getParent(), "initdb", ".tmp"), password, StandardCharsets.UTF_8);
        try {
            Command.run(
                    unprivileged.command(List.of(
                            programs.path("initdb"),
                            "--pgdata=" + draft,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--no-locale",
                            "--no-sync")),
                    PATIENCE);
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(draft, data);
    }

    private void run(boolean durable) {
        Command.run(
                unprivileged.command(List.of(
                        programs.path("pg_ctl"),
                        "start",
                        "--wait",
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--pgdata=" + data,
                        "--log=" + data.resolve("postgres.log"),
                        "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                                + " -c timezone=UTC -c max_connections=200" + (durable ? "" : THROWAWAY))),
                PATIENCE.plusSeconds(5));
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        Command.run(
                unprivileged.command(List.of(
                        programs.path("pg_ctl"),
                        "stop",
                        "--wait",
                        "--mode=fast",
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--pgdata=" + data)),
                PATIENCE.plusSeconds(5));
    }
}
