package dev.truemark.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.provider.MarketDataProvider.Answer;
import dev.truemark.provider.MarketDataProvider.LeftOut;
import dev.truemark.provider.MarketDataProvider.Quoted;
import dev.truemark.provider.MarketDataProvider.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the quote endpoint answers, and what a chart says of the newest price. */
final class YahooQuotes {
    /** A price that is older says nothing that is not known, and may be from before a split. */
    private static final Duration OLDEST = Duration.ofDays(7);

    /** How far the provider's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private YahooQuotes() {}

    /**
     * @param asked the symbols of the request; others in the answer are not looked at
     * @throws ProviderFailure.Unreadable if it is no answer of that endpoint
     */
    static Answer<Quoted> read(JsonNode answer, List<String> asked, Instant now) {
        JsonNode result = answer.path("quoteResponse").path("result");
        if (!result.isArray()) throw new ProviderFailure.Unreadable("no quoteResponse.result");
        Map<String, JsonNode> bySymbol = new HashMap<>();
        for (JsonNode each : result)
            YahooFields.text(each.path("symbol")).ifPresent(symbol -> bySymbol.putIfAbsent(symbol, each));
        List<Quoted> told = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (String symbol : asked) {
            JsonNode found = bySymbol.get(symbol);
            if (found == null) leftOut.add(new LeftOut(symbol, Reason.UNKNOWN_SYMBOL));
            else one(symbol, found, now, told, leftOut);
        }
        return new Answer<>(told, leftOut);
    }

    /** @param found has the fields of a quote, or is the {@code meta} of a chart, which has the same */
    static void one(String symbol, JsonNode found, Instant now, List<Quoted> told, List<LeftOut> leftOut) {
        Optional<BigDecimal> price = YahooFields.price(found.path("regularMarketPrice"));
        Optional<Instant> at = YahooFields.instant(found.path("regularMarketTime"));
        Optional<QuotedIn> unit = YahooFields.text(found.path("currency")).flatMap(QuotedIn::of);
        Optional<Reason> reason = reason(price, at, unit, now);
        if (reason.isPresent()) {
            leftOut.add(new LeftOut(symbol, reason.get()));
            return;
        }
        QuotedIn in = unit.orElseThrow();
        told.add(new Quoted(
                symbol,
                in.amount(price.orElseThrow()),
                in.currency(),
                at.orElseThrow(),
                YahooFields.volume(found.path("regularMarketVolume"))));
    }

    private static Optional<Reason> reason(
            Optional<BigDecimal> price, Optional<Instant> at, Optional<QuotedIn> unit, Instant now) {
        if (price.isEmpty()) return Optional.of(Reason.NO_PRICE);
        if (at.isEmpty()) return Optional.of(Reason.NO_TIME);
        if (unit.isEmpty()) return Optional.of(Reason.NO_CURRENCY);
        if (at.get().isAfter(now.plus(AHEAD))) return Optional.of(Reason.FUTURE);
        return at.get().isBefore(now.minus(OLDEST)) ? Optional.of(Reason.OLD) : Optional.empty();
    }
}
