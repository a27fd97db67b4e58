package dev.truemark.auth;

import dev.truemark.platform.problem.ProblemType;

/** What identity refuses. */
enum AuthProblems implements ProblemType {
    INVALID_CREDENTIALS(401, "User name or password is wrong"),
    INVALID_REFRESH_TOKEN(401, "The refresh token is not valid"),
    REFRESH_TOKEN_REUSED(401, "The refresh token was used before"),
    USER_EXISTS(409, "The user exists already"),
    TOO_MANY_API_KEYS(409, "The user has as many API keys as are allowed"),
    TOO_MANY_LOGINS(429, "Too many failed logins");

    private final int status;
    private final String title;

    AuthProblems(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
