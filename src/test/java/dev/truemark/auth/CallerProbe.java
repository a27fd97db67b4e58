package dev.truemark.auth;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows a test whom the service takes it for. */
@Path("/api/v1/test/caller")
class CallerProbe {
    private final CurrentCaller current;

    CallerProbe(CurrentCaller current) {
        this.current = current;
    }

    @GET
    @Operation(hidden = true)
    public String caller() {
        Caller caller = current.caller();
        return caller.username() + " " + caller.may(Scopes.MARKET_WRITE);
    }
}
