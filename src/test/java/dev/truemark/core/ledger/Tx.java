package dev.truemark.core.ledger;

import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Makes transactions for tests: EUR, security S, rate 1 to base, nothing charged, unless said otherwise. */
final class Tx {
    private final TransactionType type;
    private final LocalDate date;
    private String id;
    private String security = "S";
    private String currency = "EUR";
    private String quantity = "0";
    private String gross = "0";
    private String fees = "0";
    private String taxes = "0";
    private String withholding = "0";
    private String accrued = "0";
    private String ratio = "1";
    private Conversion toBase = Conversion.IDENTITY;

    private Tx(TransactionType type, String date) {
        this.type = type;
        this.date = LocalDate.parse(date);
        this.id = type + "-" + date;
    }

    static Tx on(String date, TransactionType type) {
        return new Tx(type, date);
    }

    /** {@code units} for {@code gross} in all. */
    static Tx trade(String date, TransactionType type, String units, String gross) {
        return on(date, type).units(units).gross(gross);
    }

    static Tx buy(String date, String units, String gross) {
        return trade(date, TransactionType.BUY, units, gross);
    }

    static Tx sell(String date, String units, String gross) {
        return trade(date, TransactionType.SELL, units, gross);
    }

    static Tx cash(String date, TransactionType type, String amount) {
        return on(date, type).security("").gross(amount);
    }

    Tx id(String value) {
        id = value;
        return this;
    }

    Tx security(String value) {
        security = value;
        return this;
    }

    Tx in(String value) {
        currency = value;
        return this;
    }

    Tx units(String value) {
        quantity = value;
        return this;
    }

    Tx gross(String value) {
        gross = value;
        return this;
    }

    Tx fees(String value) {
        fees = value;
        return this;
    }

    Tx taxes(String value) {
        taxes = value;
        return this;
    }

    Tx withholding(String value) {
        withholding = value;
        return this;
    }

    Tx accrued(String value) {
        accrued = value;
        return this;
    }

    Tx ratio(String value) {
        ratio = value;
        return this;
    }

    Tx at(Conversion conversion) {
        toBase = conversion;
        return this;
    }

    Tx rate(String direct) {
        return at(Conversion.direct(new BigDecimal(direct)));
    }

    Transaction now() {
        OrderKey order = OrderKey.dateOnly(date, type, new TransactionKey("test", id));
        return new Transaction(
                order,
                1,
                type,
                security,
                currency,
                new BigDecimal(quantity),
                new BigDecimal(gross),
                new BigDecimal(fees),
                new BigDecimal(taxes),
                new BigDecimal(withholding),
                new BigDecimal(accrued),
                new BigDecimal(ratio),
                toBase);
    }
}
