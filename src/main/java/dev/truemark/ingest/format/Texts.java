package dev.truemark.ingest.format;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Which text is kept. */
final class Texts {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Texts() {}

    static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    /** No control characters (line breaks and tabs only where {@code lines}), and no half of a surrogate pair. */
    static boolean isClean(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && c <= 0x9f)) {
                if (!lines || (c != '\n' && c != '\r' && c != '\t')) return false;
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) return false;
                i++;
            }
        }
        return true;
    }
}
