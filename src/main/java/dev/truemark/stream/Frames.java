package dev.truemark.stream;

import java.util.Set;
import java.util.stream.Collectors;

/** The frames that belong to a connection and not to one portfolio. */
final class Frames {
    private static final int VERSION = 1;

    private Frames() {}

    static String hello(StreamConfig config) {
        return "{\"type\":\"hello\",\"v\":" + VERSION
                + ",\"heartbeat_ms\":" + config.heartbeat().toMillis()
                + ",\"limits\":{\"subscriptions\":" + config.maxSubscriptions()
                + ",\"symbols\":" + config.maxSymbols()
                + ",\"message_size\":" + config.maxMessageSize()
                + ",\"messages_per_second\":" + config.maxMessagesPerSecond()
                + ",\"slow_after_ms\":" + config.slowAfter().toMillis() + "}}";
    }

    static String subscribed(Set<String> symbols) {
        return "{\"type\":\"subscribed\",\"symbols\":["
                + symbols.stream().map(Header::quoted).collect(Collectors.joining(","))
                + "],\"mode\":\"snapshot\"}";
    }

    static String alertsSubscribed(String portfolioId, PortfolioKey key, long since) {
        return "{\"type\":\"subscribed\",\"portfolio_id\":" + Header.quoted(portfolioId) + ",\"id\":\"" + key.id()
                + "\",\"alerts\":true,\"since\":" + since + '}';
    }

    static String alertsError(String portfolioId, StreamError error, String detail) {
        return "{\"type\":\"error\",\"portfolio_id\":" + Header.quoted(portfolioId) + ",\"alerts\":true,\"code\":\""
                + error + "\",\"detail\":" + Header.quoted(detail) + '}';
    }

    static String authorized(Visitor visitor) {
        return "{\"type\":\"authorized\",\"expires_at\":"
                + visitor.expiresAt().map(at -> "\"" + at + '"').orElse("null") + '}';
    }

    static String error(StreamError error, String detail) {
        return "{\"type\":\"error\",\"code\":\"" + error + "\",\"detail\":" + Header.quoted(detail) + '}';
    }

    static String error(String portfolioId, StreamError error, String detail) {
        return "{\"type\":\"error\",\"portfolio_id\":" + Header.quoted(portfolioId) + ",\"code\":\"" + error
                + "\",\"detail\":" + Header.quoted(detail) + '}';
    }
}
