package dev.truemark.platform.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field path in the body as the client wrote it, such as {@code transactions[3].price}
 * @param code stable upper-case code, such as {@code REQUIRED}
 * @param message for people; repeats no secret
 */
public record FieldError(String field, String code, String message) {}
