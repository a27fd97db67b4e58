package dev.truemark.alert;

import java.security.SecureRandom;
import java.util.Base64;

/** Keys of signatures: 256 random bits, in base64url behind a prefix by which they are known. */
final class WebhookSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private WebhookSecret() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
