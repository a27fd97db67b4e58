package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Transactions for tests: dated by day, nothing charged unless said, rate 1 to base. */
record Told(
        String id,
        LocalDate date,
        TransactionType type,
        String security,
        String currency,
        BigDecimal quantity,
        BigDecimal gross,
        BigDecimal fees,
        Optional<BigDecimal> ratio,
        String bought) {

    static Told trade(String id, String date, TransactionType type, String security, String units, String gross) {
        return new Told(
                id,
                LocalDate.parse(date),
                type,
                security,
                "USD",
                new BigDecimal(units),
                new BigDecimal(gross),
                BigDecimal.ZERO,
                Optional.empty(),
                "");
    }

    static Told cash(String id, String date, TransactionType type, String amount) {
        return trade(id, date, type, "", "0", amount);
    }

    static Told split(String id, String date, String security, String ratio) {
        Told plain = trade(id, date, TransactionType.SPLIT, security, "0", "0");
        return new Told(
                id,
                plain.date,
                plain.type,
                security,
                "USD",
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Optional.of(new BigDecimal(ratio)),
                "");
    }

    Told named(String other) {
        return new Told(other, date, type, security, currency, quantity, gross, fees, ratio, bought);
    }

    Told on(LocalDate other) {
        return new Told(id, other, type, security, currency, quantity, gross, fees, ratio, bought);
    }

    Told as(TransactionType other) {
        return new Told(id, date, other, security, currency, quantity, gross, fees, ratio, bought);
    }

    Told of(String other) {
        return new Told(id, date, type, other, currency, quantity, gross, fees, ratio, bought);
    }

    Told sized(BigDecimal units, BigDecimal amount) {
        return new Told(id, date, type, security, currency, units, amount, fees, ratio, bought);
    }

    TransactionKey key() {
        return new TransactionKey("test", id);
    }

    Transaction booked() {
        return new Transaction(
                OrderKey.dateOnly(date, type, key()),
                1,
                type,
                security,
                currency,
                quantity,
                gross,
                fees,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new Terms(ratio, Optional.empty(), "", bought, java.util.List.of(), java.util.List.of()),
                Conversion.IDENTITY);
    }
}
