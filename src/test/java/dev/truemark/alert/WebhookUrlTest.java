package dev.truemark.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a webhook may be, so that nobody reaches through it what only the service should. */
class WebhookUrlTest {

    @ParameterizedTest(name = "{0} is {1}:{2}{3}")
    @CsvSource(delimiter = '|', textBlock = """
            https://example.com                 | example.com      | 443  | /
            https://Example.com:8443/a/b?c=%20d | example.com      | 8443 | /a/b?c=%20d
            HTTPS://example.com/?x              | example.com      | 443  | /?x
            http://localhost/hook               | localhost        | 80   | /hook
            https://[2606:4700::1111]/x         | 2606:4700::1111  | 443  | /x
            """)
    void whatItIsMadeOf(String text, String host, int port, String target) throws WebhookUrl.Refused {
        WebhookUrl url = WebhookUrl.of(text);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.target()).isEqualTo(target);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ftp://example.com/               | NOT_HTTPS
            file:///etc/passwd               | NOT_HTTPS
            example.com/hook                 | NOT_HTTPS
            https:///hook                    | NOT_A_URL
            https://exa mple.com/            | NOT_A_URL
            https://example.com/#part        | NOT_A_URL
            https://example.com:0/           | NOT_A_URL
            https://example.com:65536/       | NOT_A_URL
            https://user:secret@example.com/ | CREDENTIALS
            """)
    void refusals(String text, String code) {
        assertThatThrownBy(() -> WebhookUrl.of(text))
                .isInstanceOfSatisfying(
                        WebhookUrl.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void aLongOneIsRefused() {
        assertThatThrownBy(() -> WebhookUrl.of("https://example.com/" + "x".repeat(2000)))
                .isInstanceOf(WebhookUrl.Refused.class);
    }

    /** From the special-purpose registries of IANA. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void noneOfTheseIsPublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "8.8.8.8", "11.0.0.1", "100.63.255.255", "100.128.0.1", "169.253.1.1", "172.15.0.1",
                "172.32.0.1", "192.0.1.1", "192.167.1.1", "198.17.1.1", "198.20.0.1", "203.0.112.1", "223.255.255.255",
                "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "64:ff9b::8.8.8.8", "2002:808:808::1"
            })
    void theseArePublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest(name = "{0} at {1}, private allowed {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            https://a.example/ | 8.8.8.8     | false |
            https://a.example/ | 10.0.0.1    | false | PRIVATE_ADDRESS
            https://a.example/ | 127.0.0.1   | false | PRIVATE_ADDRESS
            https://a.example/ | 10.0.0.1    | true  |
            http://a.example/  | 8.8.8.8     | false | NOT_HTTPS
            http://a.example/  | 8.8.8.8     | true  | NOT_HTTPS
            http://a.example/  | 10.0.0.1    | true  | NOT_HTTPS
            http://a.example/  | 127.0.0.1   | false | NOT_HTTPS
            http://a.example/  | 127.0.0.1   | true  |
            http://a.example/  | ::1         | true  |
            """)
    void whatTheNameMeansDecides(String text, String address, boolean allowPrivate, String code) throws Exception {
        WebhookUrl url = WebhookUrl.of(text);
        InetAddress meant = InetAddress.getByName(address);
        if (code == null) {
            assertThatCode(() -> url.check(meant, allowPrivate)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> url.check(meant, allowPrivate))
                    .isInstanceOfSatisfying(
                            WebhookUrl.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(code));
        }
    }
}
