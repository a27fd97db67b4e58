package dev.truemark.alert;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a webhook is posted to: {@code https}, a host, perhaps a port, a path and a query. Never with a user, a password
 * or a fragment.
 *
 * @param host without brackets, in lower case
 */
record WebhookUrl(URI uri, String host, int port, boolean isTls) {
    private static final int MOST_CHARS = 2000;
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;
    private static final int MOST_PORT = 65_535;

    /** @throws Refused if it is none of these */
    static WebhookUrl of(String text) throws Refused {
        if (text.length() > MOST_CHARS) throw new Refused("TOO_LONG", "2000 characters at most.");
        URI uri = parsed(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) throw new Refused("NOT_HTTPS", "An https address.");
        if (uri.getHost() == null) throw new Refused("NOT_A_URL", "A host is needed.");
        if (uri.getRawUserInfo() != null) throw new Refused("CREDENTIALS", "Without user and password.");
        if (uri.getRawFragment() != null) throw new Refused("NOT_A_URL", "Without a fragment.");
        boolean tls = scheme.equals("https");
        int port = uri.getPort() == -1 ? tls ? TLS_PORT : PLAIN_PORT : uri.getPort();
        if (port < 1 || port > MOST_PORT) throw new Refused("NOT_A_URL", "A port from 1 to 65535.");
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return new WebhookUrl(uri, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, tls);
    }

    private static URI parsed(String text) throws Refused {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new Refused("NOT_A_URL", "An absolute address such as https://example.com/alerts.");
        }
    }

    /** @throws Refused if nothing may be sent to {@code address} */
    void check(InetAddress address, boolean allowPrivate) throws Refused {
        if (!isTls && !(allowPrivate && address.isLoopbackAddress()))
            throw new Refused("NOT_HTTPS", "An https address.");
        if (!allowPrivate && !PublicAddress.is(address)) {
            throw new Refused("PRIVATE_ADDRESS", "An address that everybody can reach.");
        }
    }

    /** What is posted to: path and query. */
    String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    /** Why an address is not written to. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
