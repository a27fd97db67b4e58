package dev.truemark.platform.problem;

/** The problems that belong to no feature. */
public enum CommonProblems implements ProblemType {
    BAD_REQUEST(400, "The request is not understood"),
    UNKNOWN_PARAMETER(400, "The query has a parameter that does not exist here"),
    MALFORMED_JSON(400, "The body is not well-formed JSON"),
    UNAUTHENTICATED(401, "Authentication is missing or not valid"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No acceptable representation"),
    CONFLICT(409, "The request conflicts with what is there"),
    IDEMPOTENCY_KEY_REUSED(409, "The idempotency key was used for another request"),
    GONE(410, "No longer here"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported"),
    VALIDATION_FAILED(422, "The request is well-formed but not valid"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "An unexpected error"),
    UNAVAILABLE(503, "Not available for the moment");

    private final int status;
    private final String title;

    CommonProblems(int status, String title) {
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

    /** The type for a bare HTTP status; an unlisted 4xx is BAD_REQUEST, whatever else INTERNAL. */
    static CommonProblems ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_FAILED;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
        };
    }
}
