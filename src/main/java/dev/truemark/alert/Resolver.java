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

    /**
     * The first address of the host. Fails with {@link WebhookUrl.Refused} if nothing may be sent to one of its addresses;
     * empty for a name that nobody knows now.
     */
    Uni<Optional<InetAddress>> resolve(WebhookUrl url) {
        return vertx.executeBlocking(() -> lookedUp(url), false);
    }

    private Optional<InetAddress> lookedUp(WebhookUrl url) throws WebhookUrl.Refused {
        try {
            InetAddress[] all = InetAddress.getAllByName(url.host());
            for (InetAddress each : all) url.check(each, allowPrivate);
            return Optional.of(all[0]);
        } catch (UnknownHostException nobody) {
            return Optional.empty();
        }
    }
}
