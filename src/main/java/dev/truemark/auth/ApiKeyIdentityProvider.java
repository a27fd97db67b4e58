package dev.truemark.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the user of an API key with one read; a revoked or expired key, or a deactivated user, is refused at once. */
@ApplicationScoped
class ApiKeyIdentityProvider implements IdentityProvider<ApiKeyRequest> {
    private static final String FIND = """
            SELECT u.id, u.username, u.roles, u.scopes AS granted, k.scopes
              FROM api_key k JOIN app_user u ON u.id = k.user_id
             WHERE k.key_hash = $1 AND u.is_active AND (k.expires_at IS NULL OR k.expires_at > now())""";

    private final Pool pool;
    private final AccessTokens tokens;

    ApiKeyIdentityProvider(Pool pool, AccessTokens tokens) {
        this.pool = pool;
        this.tokens = tokens;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(request.key().hash())))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    if (!found.hasNext()) {
                        throw new AuthenticationFailedException("no such API key");
                    }
                    return identityOf(found.next());
                });
    }

    private SecurityIdentity identityOf(Row row) {
        Set<String> owned = tokens.scopesOf(row.getArrayOfStrings("granted"));
        Set<String> scopes = Arrays.stream(row.getArrayOfStrings("scopes"))
                .filter(owned::contains)
                .collect(Collectors.toUnmodifiableSet());
        Caller caller = new Caller(row.getUUID("id"), row.getString("username"), scopes);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.username()))
                .addRoles(Set.of(row.getArrayOfStrings("roles")))
                .addAttribute(Caller.ATTRIBUTE, caller)
                .build();
    }
}
