package dev.truemark.auth;

import dev.truemark.platform.problem.FieldErrors;
import java.util.Locale;

/** A request to log in, by name or by e-mail address. */
record Credentials(String username, String email, String password) {
    private static final int MAX_NAME = 254;

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming what is missing or too much */
    void check() {
        FieldErrors errors = new FieldErrors();
        errors.require((username == null) != (email == null), "username", "REQUIRED", "Give either username or email.");
        String name = username == null ? email : username;
        errors.require(name == null || name.length() <= MAX_NAME, "username", "TOO_LONG", "No name is that long.");
        errors.require(password != null, "password", "REQUIRED", "A password is needed.");
        errors.require(
                password == null || password.length() <= 2 * Registration.MAX_PASSWORD,
                "password",
                "TOO_LONG",
                "No password is that long.");
        errors.throwIfAny();
    }

    /** The same for every spelling of one login from one place. */
    String limitKey(String address) {
        return (username == null ? email : username).toLowerCase(Locale.ROOT) + ' ' + address;
    }

    @Override
    public String toString() {
        return "Credentials[" + (username == null ? email : username) + "]";
    }
}
