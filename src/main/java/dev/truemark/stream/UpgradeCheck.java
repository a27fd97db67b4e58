package dev.truemark.stream;

import dev.truemark.platform.roles.Role;
import dev.truemark.platform.roles.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets authenticated callers through and remembers who they are; anybody else is answered 401 at the upgrade, and
 * everybody 503 by an instance that leaves the stream to others.
 */
@ApplicationScoped
class UpgradeCheck implements HttpUpgradeCheck {
    static final TypedKey<Visitor> VISITOR = new TypedKey<>("truemark.visitor");
    private static final TypedKey<HttpConnection> TRANSPORT = new TypedKey<>("truemark.transport");
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final Roles roles;

    UpgradeCheck(Roles roles) {
        this.roles = roles;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return StreamSocket.ID.equals(endpointId) || PortfolioSocket.ID.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (!roles.has(Role.STREAM)) return CheckResult.rejectUpgrade(UNAVAILABLE);
        return context.securityIdentity()
                .map(identity -> {
                    if (isAnonymous(identity)) return CheckResult.rejectUpgradeSync(UNAUTHORIZED);
                    context.userData().put(VISITOR, Visitor.of(identity));
                    context.userData().put(TRANSPORT, context.httpRequest().connection());
                    return CheckResult.permitUpgradeSync();
                })
                .onFailure(SecurityException.class)
                .recoverWithItem(() -> CheckResult.rejectUpgradeSync(UNAUTHORIZED));
    }

    /**
     * Closes the transport without waiting for anything to be written: a close frame never gets through to a client that
     * does not read, and neither does an orderly close of the connection, nor one of its channel, which comes to the same.
     */
    static void tearDown(WebSocketConnection connection) {
        if (connection.userData().get(TRANSPORT) instanceof ConnectionBase transport) {
            var unused = transport.channelHandlerContext().close();
        }
    }

    private static boolean isAnonymous(SecurityIdentity identity) {
        return identity == null || identity.isAnonymous();
    }
}
