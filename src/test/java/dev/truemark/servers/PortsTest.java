package dev.truemark.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aPortInUseIsAvoidedOnWhateverAddressItIsUsed() throws IOException {
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket everywhere = new ServerSocket(0)) {
            List<Integer> taken = List.of(loopback.getLocalPort(), everywhere.getLocalPort());

            assertThat(new Ports().choose(taken)).isNotIn(taken).isPositive();
        }
    }

    @Test
    void aPreferredPortIsGivenOnceAndThenAnother() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Ports ports = new Ports();

        assertThat(ports.choose(List.of(free))).isEqualTo(free);
        assertThat(ports.choose(List.of(free))).isNotEqualTo(free);
    }
}
