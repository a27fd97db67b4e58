package dev.truemark.stream;

import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One portfolio, subscribed when the connection opens. */
@Authenticated
@WebSocket(
        path = "/api/v1/ws/portfolio/{id}",
        endpointId = PortfolioSocket.ID,
        inboundProcessingMode = InboundProcessingMode.CONCURRENT)
class PortfolioSocket {
    static final String ID = "truemark-stream-portfolio";
    private static final Logger LOG = Logger.getLogger(PortfolioSocket.class);

    private final Connections connections;

    PortfolioSocket(Connections connections) {
        this.connections = connections;
    }

    @OnOpen
    @NonBlocking
    Multi<String> opened(WebSocketConnection connection) {
        return connections.open(connection, Optional.of(connection.pathParam("id")));
    }

    @OnTextMessage
    @NonBlocking
    void message(String text, WebSocketConnection connection) {
        connections.of(connection).ifPresent(session -> session.message(text));
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer message, WebSocketConnection connection) {
        connections.of(connection).ifPresent(Session::unreadable);
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        connections.closed(connection);
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf("connection failed: connectionId=%s reason=%s", connection.id(), failure.toString());
    }
}
