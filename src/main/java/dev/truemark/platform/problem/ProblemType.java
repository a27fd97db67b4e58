package dev.truemark.platform.problem;

import java.util.Locale;

/**
 * One kind of refusal that clients may rely on.
 *
 * <p>Features add theirs as an enum that implements this; the constant's name is the stable code, so renaming one is a
 * breaking change of the API. A test walks every implementation on the class path.
 */
public interface ProblemType {

    /** The enum constant's own name. */
    String name();

    /** HTTP status, 400 to 599. */
    int status();

    /** Short human summary, the same for every occurrence. */
    String title();

    /** Stable upper-case code, unique over the service. */
    default String code() {
        return name();
    }

    /** Identifies the type: {@code https://truemark.dev/problems/<kebab-code>}. */
    default String uri() {
        return "https://truemark.dev/problems/"
                + code().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
