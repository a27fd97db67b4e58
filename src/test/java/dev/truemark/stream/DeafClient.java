package dev.truemark.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A WebSocket client over a bare socket with a small window, which writes and never reads. */
final class DeafClient implements AutoCloseable {
    private static final int SMALLEST_WINDOW = 2048;
    private final Socket socket = new Socket();

    DeafClient(URI uri, String token) throws IOException {
        socket.setReceiveBufferSize(SMALLEST_WINDOW);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        String key = Base64.getEncoder().encodeToString(new byte[16]);
        String upgrade = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getHost() + ':' + uri.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
        readHead();
    }

    /** Sends one short text message. */
    void send(String message) throws IOException {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        if (payload.length > 125) throw new IllegalArgumentException("too long for this client");
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | payload.length);
        frame.write(new byte[4], 0, 4);
        frame.write(payload, 0, payload.length);
        socket.getOutputStream().write(frame.toByteArray());
    }

    /** Sends a message if the server still listens; it has had enough of this client if it does not. */
    void sendIfOpen(String message) {
        try {
            send(message);
        } catch (IOException cutOff) {
            // as the test expects
        }
    }

    private void readHead() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) throw new IOException("closed: " + head);
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) throw new IOException(head.toString());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
