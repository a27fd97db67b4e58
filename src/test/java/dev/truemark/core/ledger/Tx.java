package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Terms.GivenLot;
import dev.truemark.core.ledger.Terms.LotChoice;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private Optional<BigDecimal> ratio = Optional.empty();
    private Optional<BigDecimal> fraction = Optional.empty();
    private String target = "";
    private String bought = "";
    private final List<LotChoice> chosen = new ArrayList<>();
    private final List<GivenLot> given = new ArrayList<>();
    private Optional<BigDecimal> found = Optional.empty();
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
        ratio = Optional.of(new BigDecimal(value));
        return this;
    }

    /** The share of cost that moves. */
    Tx fraction(String value) {
        fraction = Optional.of(new BigDecimal(value));
        return this;
    }

    /** The security received. */
    Tx into(String value) {
        target = value;
        return this;
    }

    /** The currency that a conversion buys. */
    Tx buying(String value) {
        bought = value;
        return this;
    }

    Tx from(String lotOpenedBy, String units) {
        chosen.add(new LotChoice(new TransactionKey("test", lotOpenedBy), new BigDecimal(units)));
        return this;
    }

    Tx with(String openedOn, String units, String cost) {
        given.add(new GivenLot(
                Optional.of(LocalDate.parse(openedOn)),
                new BigDecimal(units),
                new BigDecimal(cost),
                Optional.empty(),
                false));
        return this;
    }

    /** The price that was found for what comes without a cost. */
    Tx found(String price) {
        found = Optional.of(new BigDecimal(price));
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
                new Terms(ratio, fraction, target, bought, chosen, given, "", found),
                toBase);
    }
}
