package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;

/** Reads one transaction. Lives for one call. */
final class TransactionReader {
    static final Name TRANSACTION_ID = Name.of("transaction_id");
    static final Name SECURITY_ID = Name.of("security_id");
    static final Name SYMBOL = Name.of("instrument_id", "symbol");
    static final Name QUANTITY = Name.of("quantity");
    static final Name PRICE = Name.of("price");
    private static final Name PRICE_UNIT = Name.of("price_unit");
    static final Name GROSS = Name.of("gross_transaction_amount", "amount");
    static final Name RATIO = Name.of("ratio");
    private static final Name REVISION = Name.of("revision");
    private static final Name REVERSED = Name.of("reversed");
    private static final Name SUPERSEDES = Name.of("supersedes");
    private static final Name SOURCE = Name.of("source");
    private static final Name PORTFOLIO_ID = Name.of("portfolio_id");
    private static final Name TYPE = Name.of("transaction_type");
    private static final Name DATE = Name.of("transaction_date");
    private static final Name SETTLEMENT = Name.of("settlement_date");
    private static final Name FEES = Name.of("fees");
    private static final Name TAXES = Name.of("taxes");
    private static final Name WITHHOLDING = Name.of("withholding_tax");
    private static final Name ACCRUED = Name.of("accrued_interest");
    private static final Name TRADE_CURRENCY = Name.of("trade_currency");
    static final Name CURRENCY = Name.of("currency");
    private static final Name FX_RATE = Name.of("fx_rate");
    private static final Name NOTES = Name.of("notes");

    /** Everything that is read, in all its spellings. */
    static final Set<String> FIELDS = Name.spellingsOf(
            TRANSACTION_ID,
            SECURITY_ID,
            SYMBOL,
            QUANTITY,
            PRICE,
            PRICE_UNIT,
            GROSS,
            RATIO,
            REVISION,
            REVERSED,
            SUPERSEDES,
            SOURCE,
            PORTFOLIO_ID,
            TYPE,
            DATE,
            SETTLEMENT,
            FEES,
            TAXES,
            WITHHOLDING,
            ACCRUED,
            TRADE_CURRENCY,
            CURRENCY,
            FX_RATE,
            NOTES,
            Details.COST_FRACTION,
            Details.TARGET_SECURITY,
            Details.TARGET_PORTFOLIO,
            Details.LINKED,
            Details.LOTS);

    private final Fields fields;
    private final Reading reading;

    TransactionReader(JsonNode data, Reading reading) {
        this.fields = new Fields(data);
        this.reading = reading;
    }

    Parsed<ReceivedTransaction> read() {
        if (fields.hasErrors()) return fields.refused();
        TransactionType type = fields.choice(TYPE, TransactionType.class);
        fields.require(TYPE, type);
        When when = when();
        BigDecimal quantity = type == TransactionType.ADJUSTMENT ? fields.decimal(QUANTITY) : fields.amount(QUANTITY);
        BigDecimal price = fields.amount(PRICE);
        String tradeCurrency = fields.currency(TRADE_CURRENCY);
        String otherCurrency = fields.currency(CURRENCY);
        String currency = currency(type, tradeCurrency, otherCurrency);
        Details details =
                Details.read(fields, otherCurrency == null || otherCurrency.equals(currency) ? null : otherCurrency);
        BigDecimal gross = gross(type, quantity, perUnit(price), details);
        ReceivedTransaction read = new ReceivedTransaction(
                key(),
                or(fields.count(REVISION), 1),
                Boolean.TRUE.equals(fields.bool(REVERSED)),
                fields.count(SUPERSEDES),
                portfolio(),
                type,
                fields.id(SECURITY_ID),
                fields.id(SYMBOL),
                when == null ? null : when.date(),
                when == null ? null : when.time(),
                settlement(when),
                or(quantity, BigDecimal.ZERO),
                price,
                or(gross, BigDecimal.ZERO),
                or(fields.amount(FEES), BigDecimal.ZERO),
                or(fields.amount(TAXES), BigDecimal.ZERO),
                or(fields.amount(WITHHOLDING), BigDecimal.ZERO),
                or(fields.amount(ACCRUED), BigDecimal.ZERO),
                currency,
                fields.positive(FX_RATE),
                fields.positive(RATIO),
                fields.text(NOTES, Fields.MAX_TEXT_CHARS, true),
                details.toJson(),
                "");
        if (type != null) TransactionRules.checkNeeds(fields, read, details, gross);
        return fields.hasErrors() ? fields.refused() : new Parsed.Ok<>(ContentHash.on(read));
    }

    /** What a unit costs: of a bond the price may be told per 100 face. */
    private BigDecimal perUnit(BigDecimal price) {
        boolean isPercent = fields.choice(PRICE_UNIT, BondForm.PriceUnit.class) == BondForm.PriceUnit.PERCENT;
        return isPercent && price != null ? price.movePointLeft(2) : price;
    }

    /** As told, or quantity times price where these are what is paid; null where neither says it. */
    private BigDecimal gross(TransactionType type, BigDecimal quantity, BigDecimal price, Details details) {
        boolean signed = type == TransactionType.INTEREST || type == TransactionType.ADJUSTMENT;
        BigDecimal told = signed ? fields.decimal(GROSS) : fields.amount(GROSS);
        if (type != null && TransactionRules.grossIsCashAlone(type, details)) return told;
        TransactionRules.checkGross(fields, quantity, price, told);
        boolean follows = told == null && quantity != null && price != null && quantity.signum() >= 0;
        return follows ? quantity.multiply(price) : told;
    }

    private static <V> V or(V value, V otherwise) {
        return value != null ? value : otherwise;
    }

    private TransactionKey key() {
        String id = fields.id(TRANSACTION_ID);
        if (id == null && !fields.isRefused(TRANSACTION_ID))
            id = reading.transactionId().get();
        fields.require(TRANSACTION_ID, id);
        String source = or(fields.id(SOURCE), reading.source());
        if (source.startsWith(TransactionRules.TRANSFER_SOURCE)) {
            fields.error(SOURCE, "RESERVED", "Transfers between own portfolios have this source.");
        }
        return id == null ? null : new TransactionKey(source, id);
    }

    private String portfolio() {
        String id = fields.id(PORTFOLIO_ID);
        fields.require(PORTFOLIO_ID, id);
        return id;
    }

    private When when() {
        When when = fields.when(DATE);
        fields.require(DATE, when);
        if (when != null && Dates.isFuture(when, reading.now())) {
            return fields.error(DATE, "FUTURE_DATE", "The date is more than a day ahead.");
        }
        return when;
    }

    private LocalDate settlement(When traded) {
        When settled = fields.when(SETTLEMENT);
        if (settled == null) return null;
        if (traded != null && settled.date().isBefore(traded.date().minusDays(1))) {
            return fields.error(SETTLEMENT, "BEFORE_TRADE", "A trade does not settle before it is made.");
        }
        return settled.date();
    }

    /** The currency of price and amounts; a conversion has another one besides. */
    private String currency(TransactionType type, String trade, String other) {
        String currency = or(trade, other);
        if (!fields.isRefused(CURRENCY)) fields.require(TRADE_CURRENCY, currency);
        if (trade != null && other != null && !trade.equals(other) && type != TransactionType.FX_CONVERSION) {
            return fields.error(CURRENCY, "CURRENCY_MISMATCH", "trade_currency and currency differ.");
        }
        return currency;
    }
}
