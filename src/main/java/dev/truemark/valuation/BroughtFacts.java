package dev.truemark.valuation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.RateQuote;
import dev.truemark.ingest.format.BondForm;
import dev.truemark.ingest.format.Parsed;
import dev.truemark.ingest.format.Reading;
import dev.truemark.ingest.format.ReceivedInstrument;
import dev.truemark.ingest.format.ReceivedPrice;
import dev.truemark.ingest.format.ReceivedRate;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.ingest.format.When;
import dev.truemark.performance.Given;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.valuation.LotsCalculatorResource.LotsRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What a caller brings to the calculator, read as the intake reads it.
 *
 * @param transactions the newest revision of each that is not reversed
 * @param securityOf   what symbols mean, where a fact names both
 */
record BroughtFacts(
        String baseCurrency,
        Collection<ReceivedTransaction> transactions,
        Map<String, String> securityOf,
        Map<String, List<Price>> prices,
        List<RateQuote> rates) {

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming everything that is wrong */
    static BroughtFacts read(LotsRequest request, Instant now, int most) {
        FieldErrors errors = new FieldErrors();
        String base = base(request, errors);
        List<ReceivedTransaction> told = transactions(request.transactions(), base, Reading.at(now), most, errors);
        List<ReceivedPrice> prices = items(
                "prices",
                request.prices(),
                most,
                errors,
                ReceivedPrice.fields(),
                (node, i) -> ReceivedPrice.parse(node, Reading.at(now)));
        List<ReceivedRate> rates = items(
                "fx_rates",
                request.fxRates(),
                most,
                errors,
                ReceivedRate.fields(),
                (node, i) -> ReceivedRate.parse(node, Reading.at(now)));
        List<ReceivedInstrument> instruments = items(
                "instruments",
                request.instruments(),
                most,
                errors,
                ReceivedInstrument.fields(),
                (node, i) -> ReceivedInstrument.parse(node, Reading.at(now)));
        errors.throwIfAny();
        Map<String, String> securityOf = new HashMap<>();
        instruments.forEach(each -> pair(securityOf, each.symbol(), each.securityId()));
        told.forEach(t -> pair(securityOf, t.symbol(), t.securityId()));
        prices.forEach(p -> pair(securityOf, p.symbol(), p.securityId()));
        List<RateQuote> quotes = rates.stream().map(BroughtFacts::quote).toList();
        return new BroughtFacts(
                base, newest(told), securityOf, prices(prices, securityOf, quotations(instruments)), quotes);
    }

    /** Transactions alone, which name their currencies themselves. */
    static Collection<ReceivedTransaction> supposed(List<JsonNode> transactions, Instant now, int most) {
        FieldErrors errors = new FieldErrors();
        List<JsonNode> list = Objects.requireNonNullElse(transactions, List.of());
        List<ReceivedTransaction> told = transactions(list, "", Reading.at(now), most, errors);
        errors.throwIfAny();
        return byNewest(told).values();
    }

    private static void pair(Map<String, String> securityOf, String symbol, String security) {
        if (symbol != null && security != null) securityOf.put(symbol, security);
    }

    /** As given, else that of the first transaction. */
    private static String base(LotsRequest request, FieldErrors errors) {
        String base = request.baseCurrency();
        List<JsonNode> all = Objects.requireNonNullElse(request.transactions(), List.of());
        if (base == null && !all.isEmpty() && all.getFirst() != null) {
            base = all.getFirst()
                    .path("trade_currency")
                    .asText(all.getFirst().path("currency").asText(null));
        }
        boolean known = base != null && base.matches("[A-Z]{3}");
        errors.require(
                known, "base_currency", "UNKNOWN_CURRENCY", "A currency is three upper-case letters, such as USD.");
        return known ? base : "";
    }

    private static List<ReceivedTransaction> transactions(
            List<JsonNode> list, String base, Reading reading, int most, FieldErrors errors) {
        Given.list(errors, "transactions", list, most, (node, i) -> {});
        Set<String> names = ReceivedTransaction.fields();
        return items("transactions", list, most, errors, names, (node, i) -> {
            ObjectNode whole = node.deepCopy();
            if (!node.hasNonNull("portfolio_id")) whole.put("portfolio_id", "calculator");
            boolean hasCurrency = Set.of("trade_currency", "tradeCurrency", "currency").stream()
                    .anyMatch(node::hasNonNull);
            if (!hasCurrency && !base.isEmpty()) whole.put("currency", base);
            return ReceivedTransaction.parse(whole, reading.withTransactionId(() -> "t" + i));
        });
    }

    private static <T> List<T> items(
            String field,
            List<JsonNode> list,
            int most,
            FieldErrors errors,
            Set<String> names,
            BiFunction<ObjectNode, Integer, Parsed<T>> parse) {
        List<T> read = new ArrayList<>();
        if (list == null || list.size() > most) {
            errors.require(list == null, field, "TOO_MANY", "There may be " + most + " at most.");
            return read;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = field + "[" + i + "]";
            if (!(list.get(i) instanceof ObjectNode node)) {
                errors.add(at, "WRONG_TYPE", "A JSON object is needed here.");
                continue;
            }
            node.fieldNames()
                    .forEachRemaining(name -> errors.require(
                            names.contains(name), at + "." + name, "UNKNOWN_FIELD", "There is no such field."));
            switch (parse.apply(node, i)) {
                case Parsed.Ok<T>(T value) -> read.add(value);
                case Parsed.Refused<T> refused ->
                    refused.errors().forEach(e -> errors.add(at + "." + e.field(), e.code(), e.message()));
            }
        }
        return read;
    }

    private static Collection<ReceivedTransaction> newest(List<ReceivedTransaction> told) {
        return byNewest(told).values().stream().filter(t -> !t.reversed()).toList();
    }

    private static Map<TransactionKey, ReceivedTransaction> byNewest(List<ReceivedTransaction> told) {
        Map<TransactionKey, ReceivedTransaction> newest = new LinkedHashMap<>();
        FieldErrors errors = new FieldErrors();
        for (int i = 0; i < told.size(); i++) {
            ReceivedTransaction each = told.get(i);
            ReceivedTransaction known = newest.get(each.key());
            errors.require(
                    known == null || known.revision() != each.revision(),
                    "transactions[" + i + "].transaction_id",
                    "DUPLICATE",
                    "The same revision of a transaction is given twice.");
            if (known == null || known.revision() < each.revision()) newest.put(each.key(), each);
        }
        errors.throwIfAny();
        return newest;
    }

    /** Of one told twice, the later word. */
    private static Map<String, Quotation> quotations(List<ReceivedInstrument> told) {
        Map<String, Quotation> all = new HashMap<>();
        told.forEach(each -> all.put(
                each.securityId(),
                BondForm.quotation(Optional.ofNullable(each.productType()), Optional.ofNullable(each.terms()))));
        return all;
    }

    private static Map<String, List<Price>> prices(
            List<ReceivedPrice> told, Map<String, String> securityOf, Map<String, Quotation> quotations) {
        Map<String, List<Price>> prices = new HashMap<>();
        for (ReceivedPrice p : told) {
            String security = Optional.ofNullable(p.securityId())
                    .orElseGet(() -> securityOf.getOrDefault(p.symbol(), p.symbol()));
            prices.computeIfAbsent(security, id -> new ArrayList<>())
                    .add(new Price(
                            p.price(),
                            p.currency(),
                            at(p.when()),
                            p.when().dateOnly(),
                            p.source(),
                            quotations.getOrDefault(security, Quotation.UNIT)));
        }
        return prices;
    }

    private static RateQuote quote(ReceivedRate r) {
        return new RateQuote(
                r.fromCurrency(),
                r.toCurrency(),
                r.rate(),
                at(r.when()),
                r.when().dateOnly(),
                r.source());
    }

    private static Instant at(When when) {
        return when.dateOnly() ? MarketTime.ofDate(when.date()) : when.time();
    }
}
