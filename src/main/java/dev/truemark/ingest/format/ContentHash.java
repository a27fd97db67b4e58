package dev.truemark.ingest.format;

import dev.truemark.platform.json.DecimalText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 128 bits of SHA-256 over a transaction's values, in a fixed order, parted by a character no text may hold. */
final class ContentHash {
    private static final char UNIT_SEPARATOR = '\u001f';
    private static final int BYTES = 16;

    private ContentHash() {}

    static ReceivedTransaction on(ReceivedTransaction t) {
        return new ReceivedTransaction(
                t.key(),
                t.revision(),
                t.reversed(),
                t.supersedes(),
                t.portfolioId(),
                t.type(),
                t.securityId(),
                t.symbol(),
                t.tradeDate(),
                t.tradeTime(),
                t.settlementDate(),
                t.quantity(),
                t.price(),
                t.gross(),
                t.fees(),
                t.taxes(),
                t.withholdingTax(),
                t.accruedInterest(),
                t.currency(),
                t.fxRate(),
                t.ratio(),
                t.notes(),
                t.details(),
                of(canonical(t)));
    }

    private static String canonical(ReceivedTransaction t) {
        StringBuilder all = new StringBuilder(256);
        text(all, t.reversed() ? "reversed" : null);
        text(all, t.type().name());
        text(all, t.securityId());
        text(all, t.symbol());
        text(all, new When(t.tradeDate(), t.tradeTime()).canonical());
        text(all, t.settlementDate() == null ? null : t.settlementDate().toString());
        for (BigDecimal number : new BigDecimal[] {
            t.quantity(),
            t.price(),
            t.gross(),
            t.fees(),
            t.taxes(),
            t.withholdingTax(),
            t.accruedInterest(),
            t.fxRate(),
            t.ratio()
        }) {
            text(all, number == null ? null : DecimalText.print(number));
        }
        text(all, t.currency());
        text(all, t.notes());
        text(all, t.details());
        return all.toString();
    }

    private static void text(StringBuilder all, String value) {
        if (value != null) all.append(value);
        all.append(UNIT_SEPARATOR);
    }

    static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
