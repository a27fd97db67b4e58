package dev.truemark.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Free TCP ports of the loopback interface; no port is given out twice, none is taken from anyone. */
final class Ports {

    private final Set<Integer> given = new HashSet<>();

    /** The first of {@code preferred} that is free, else any free port. */
    synchronized int choose(List<Integer> preferred) {
        for (int port : preferred) {
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = anyFree();
            if (given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free TCP port on the loopback interface");
    }

    static boolean isFree(int port) {
        return canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canListen(new InetSocketAddress(port));
    }

    private static boolean canListen(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free TCP port on the loopback interface", e);
        }
    }
}
