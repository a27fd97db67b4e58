package dev.truemark.alert;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The address that a webhook is written to: looked up and judged each time, and then connected to by number, so that a
 * name which means something else a moment later leads nowhere else.
 */
@ApplicationScoped
class Resolver {
    private final Vertx vertx;
    private final boolean allowPrivate;

    Resolver(Vertx vertx, AlertConfig config) {
        this.vertx = vertx;
        this.allowPrivate = config.allowPrivateAddresses();
    }

    /** Where a request goes, and what for. */
    record Place(WebhookUrl url, InetAddress address) {}

    /**
     * The first address of the host that {@code text} names. Fails with {@link WebhookUrl.Refused} if it is no address of a
     * webhook, or nothing may be sent to one of those of its host; empty for a name that nobody knows now.
     */
    Uni<Optional<Place>> resolve(String text) {
        return vertx.executeBlocking(() -> lookedUp(WebhookUrl.of(text)), false);
    }

    private Optional<Place> lookedUp(WebhookUrl url) throws WebhookUrl.Refused {
        try {
            InetAddress[] all = InetAddress.getAllByName(url.host());
            for (InetAddress each : all) url.check(each, allowPrivate);
            return Optional.of(new Place(url, all[0]));
        } catch (UnknownHostException nobody) {
            return Optional.empty();
        }
    }
}
