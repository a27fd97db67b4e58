package dev.truemark.platform.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Answers of reads, with a weak {@code ETag} over everything but the instants at which the question was put
 * ({@code known_at}, {@code evaluated_at}): it stays the same while the figures do, whatever else became known.
 */
@ApplicationScoped
public class Answers {
    private static final List<byte[]> LEFT_OUT = List.of(field("known_at"), field("evaluated_at"));
    private static final int TAG_BYTES = 16;

    private final ObjectMapper mapper;

    Answers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @param ifNoneMatch the request's header, or null */
    public Response of(Object view, String ifNoneMatch) {
        byte[] body = json(view);
        String tag = tagOf(body);
        boolean same = ifNoneMatch != null && matches(ifNoneMatch, tag);
        Response.ResponseBuilder answer =
                same ? Response.notModified() : Response.ok(body).type(MediaType.APPLICATION_JSON_TYPE);
        return answer.header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    private byte[] json(Object view) {
        try {
            return mapper.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that cannot be written: " + view.getClass(), e);
        }
    }

    private static boolean matches(String ifNoneMatch, String tag) {
        if (ifNoneMatch.trim().equals("*")) return true;
        String opaque = tag.substring(2);
        for (String each : ifNoneMatch.split(",")) {
            String given = each.trim();
            if (given.equals(tag) || given.equals(opaque)) return true;
        }
        return false;
    }

    static String tagOf(byte[] body) {
        MessageDigest sha = sha256();
        int from = 0;
        for (int i = 0; i < body.length; i++) {
            int skipped = body[i] == '"' ? lengthLeftOut(body, i) : 0;
            if (skipped > 0) {
                sha.update(body, from, i - from);
                from = i + skipped;
                i = from - 1;
            }
        }
        sha.update(body, from, body.length - from);
        byte[] digest = sha.digest();
        return "W/\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, TAG_BYTES))
                + '"';
    }

    /** Bytes of a field that is left out and begins here; a quote within a string is escaped, so no string can look so. */
    private static int lengthLeftOut(byte[] body, int at) {
        for (byte[] name : LEFT_OUT) {
            if (startsWith(body, at, name)) {
                int end = at + name.length;
                while (end < body.length && body[end] != '"') end++;
                return end + 1 - at;
            }
        }
        return 0;
    }

    private static boolean startsWith(byte[] body, int at, byte[] name) {
        if (at + name.length > body.length) return false;
        for (int i = 0; i < name.length; i++) {
            if (body[at + i] != name[i]) return false;
        }
        return true;
    }

    private static byte[] field(String name) {
        return ('"' + name + "\":\"").getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
