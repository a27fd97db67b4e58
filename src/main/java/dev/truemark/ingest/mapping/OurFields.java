package dev.truemark.ingest.mapping;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a transaction that a file of rows can tell. */
final class OurFields {
    static final String TYPE = "transaction_type";
    static final String ID = "transaction_id";

    static final Set<String> DATES = Set.of("transaction_date", "settlement_date");
    static final Set<String> DECIMALS = Set.of(
            "quantity",
            "price",
            "gross_transaction_amount",
            "fees",
            "taxes",
            "withholding_tax",
            "accrued_interest",
            "fx_rate",
            "ratio",
            "cost_fraction");
    private static final Set<String> TEXTS = Set.of(
            ID,
            "revision",
            "portfolio_id",
            "security_id",
            "instrument_id",
            TYPE,
            "trade_currency",
            "currency",
            "target_security_id",
            "target_portfolio_id",
            "linked_transaction_id",
            "source",
            "notes",
            "supersedes",
            "price_unit");
    /** Of each list one is needed. */
    static final List<List<String>> NEEDED =
            List.of(List.of("portfolio_id"), List.of("transaction_date"), List.of("trade_currency", "currency"));

    private OurFields() {}

    static boolean has(String field) {
        return TEXTS.contains(field) || DECIMALS.contains(field) || DATES.contains(field);
    }

    /** All of them, for a message. */
    static String all() {
        Set<String> all = new TreeSet<>(TEXTS);
        all.addAll(DECIMALS);
        all.addAll(DATES);
        return String.join(", ", all);
    }
}
