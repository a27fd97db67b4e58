package dev.truemark.auth;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A key that somebody presents. */
class ApiKeyRequest extends BaseAuthenticationRequest {
    private final Secret key;

    ApiKeyRequest(Secret key) {
        this.key = key;
    }

    Secret key() {
        return key;
    }
}
