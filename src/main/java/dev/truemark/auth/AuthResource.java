package dev.truemark.auth;

import dev.truemark.auth.SessionService.Tokens;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/v1/auth")
@Tag(name = "Identity")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AuthResource {
    private final Users users;
    private final SessionService sessions;
    private final CurrentCaller current;

    AuthResource(Users users, SessionService sessions, CurrentCaller current) {
        this.users = users;
        this.sessions = sessions;
        this.current = current;
    }

    record RefreshRequest(String refreshToken) {
        Secret secret() {
            if (refreshToken == null || refreshToken.isBlank()) {
                throw ProblemException.invalid("refresh_token", "REQUIRED", "A refresh token is needed.");
            }
            return new Secret(refreshToken);
        }

        @Override
        public String toString() {
            return "RefreshRequest[…]";
        }
    }

    @POST
    @Path("register")
    @ResponseStatus(201)
    public Uni<User> register(Registration registration) {
        return users.register(registration);
    }

    @POST
    @Path("login")
    public Uni<Tokens> login(Credentials credentials, HttpServerRequest request) {
        return sessions.login(credentials, request.remoteAddress().hostAddress());
    }

    @POST
    @Path("refresh")
    public Uni<Tokens> refresh(RefreshRequest request) {
        return sessions.refresh(request.secret());
    }

    @POST
    @Path("logout")
    public Uni<Void> logout(RefreshRequest request) {
        return sessions.logout(current.caller(), request.secret());
    }

    @GET
    @Path("me")
    @Consumes(MediaType.WILDCARD)
    public Uni<User> me() {
        return users.byId(current.caller().id())
                .map(found -> found.filter(User::isActive)
                        .orElseThrow(() -> ProblemException.notFound("The user is not there any more.")));
    }
}
