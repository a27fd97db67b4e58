package dev.truemark.ingest;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;

/** The headers that every write of facts takes. */
public final class IngestHeaders {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?:$|[,;\\s])");

    @RestHeader(HttpHeaders.CONTENT_TYPE)
    @Parameter(hidden = true)
    String contentType;

    @RestHeader("Prefer")
    @Parameter(
            in = ParameterIn.HEADER,
            description = "wait=N: wait up to N seconds, 30 at most, until every item has its fate",
            example = "wait=10")
    String prefer;

    @RestHeader("Idempotency-Key")
    @Parameter(
            in = ParameterIn.HEADER,
            description = "Names the request: made again with the same body it has the first answer, and one effect")
    String idempotencyKey;

    /** Type and subtype, in lower case. */
    String mediaType() {
        int end = contentType == null ? -1 : contentType.indexOf(';');
        String type = contentType == null ? "" : end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    Optional<String> key() {
        return Optional.ofNullable(idempotencyKey);
    }

    /** The wait that is preferred, cut to {@code longest}; a preference that is not understood is none (RFC 7240). */
    Optional<Duration> patience(Duration longest) {
        if (prefer == null) return Optional.empty();
        Matcher found = WAIT.matcher(prefer.toLowerCase(Locale.ROOT));
        if (!found.find()) return Optional.empty();
        Duration asked = Duration.ofSeconds(Long.parseLong(found.group(1)));
        return Optional.of(asked.compareTo(longest) > 0 ? longest : asked);
    }
}
