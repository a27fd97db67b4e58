package dev.truemark.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.provider.MarketDataProvider.Answer;
import dev.truemark.provider.MarketDataProvider.Close;
import dev.truemark.provider.MarketDataProvider.LeftOut;
import dev.truemark.provider.MarketDataProvider.Quoted;
import dev.truemark.provider.MarketDataProvider.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what the chart endpoint answers for days.
 *
 * <p>Its {@code close} is adjusted for every split up to the end of the chart, so a chart must reach to now, and of a chart with
 * splits only the days from the last one on are closes as they were told. {@code adjclose}, adjusted for dividends too, is
 * never looked at.
 */
final class YahooChart {
    private final String symbol;
    private final JsonNode chart;

    private YahooChart(String symbol, JsonNode chart) {
        this.symbol = symbol;
        this.chart = chart;
    }

    /**
     * Empty where the provider does not know the symbol, or has nothing of that time.
     *
     * @throws ProviderFailure.Unreadable if it is no daily chart of that symbol
     */
    static Optional<YahooChart> of(JsonNode answer, String symbol) {
        JsonNode chart = answer.path("chart");
        JsonNode result = chart.path("result");
        if (chart.path("error").isObject() && (result.isNull() || result.isEmpty())) return Optional.empty();
        if (!result.isArray() || result.size() != 1) throw new ProviderFailure.Unreadable("no chart.result");
        JsonNode meta = result.get(0).path("meta");
        String of = YahooFields.text(meta.path("symbol")).orElse("");
        if (!of.equalsIgnoreCase(symbol)) throw new ProviderFailure.Unreadable("a chart of another symbol");
        if (!meta.path("dataGranularity").asText("1d").equals("1d")) {
            throw new ProviderFailure.Unreadable("a chart that is not of days");
        }
        return Optional.of(new YahooChart(symbol, result.get(0)));
    }

    /** The newest price, of which a chart tells no volume. */
    Answer<Quoted> quote(Instant now) {
        List<Quoted> told = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        YahooQuotes.one(symbol, meta(), now, told, leftOut);
        return new Answer<>(told, leftOut);
    }

    /** The closes of days that are over. */
    Answer<Close> closes(LocalDate from, Instant now) {
        Optional<ZoneId> zone = zone();
        if (zone.isEmpty()) return none(Reason.NO_TIME);
        Optional<QuotedIn> unit = YahooFields.text(meta().path("currency")).flatMap(QuotedIn::of);
        if (unit.isEmpty()) return none(Reason.NO_CURRENCY);
        return closes(from, now, zone.get(), unit.get());
    }

    private Answer<Close> closes(LocalDate from, Instant now, ZoneId zone, QuotedIn unit) {
        JsonNode times = chart.path("timestamp");
        JsonNode bars = chart.path("indicators").path("quote").path(0);
        if (bars.path("close").size() != times.size()) throw new ProviderFailure.Unreadable("closes without times");
        Optional<LocalDate> lastSplit = lastSplit(zone);
        Map<LocalDate, Close> told = new TreeMap<>();
        Set<LocalDate> ambiguous = new HashSet<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            Instant opened = YahooFields.instant(times.get(i))
                    .orElseThrow(() -> new ProviderFailure.Unreadable("a day without a time"));
            LocalDate date = LocalDate.ofInstant(opened, zone);
            if (date.isBefore(from) || !isOver(opened, date, now, zone)) continue;
            Optional<BigDecimal> price = YahooFields.price(bars.path("close").get(i));
            if (price.isEmpty()) {
                leftOut.add(new LeftOut(symbol, Reason.NO_PRICE));
            } else if (lastSplit.filter(date::isBefore).isPresent()) {
                leftOut.add(new LeftOut(symbol, Reason.BEFORE_SPLIT));
            } else {
                Optional<BigDecimal> volume =
                        YahooFields.volume(bars.path("volume").get(i));
                Close close = new Close(date, unit.amount(price.get()), unit.currency(), volume);
                Close other = told.putIfAbsent(date, close);
                if (other != null && other.price().compareTo(close.price()) != 0) ambiguous.add(date);
            }
        }
        ambiguous.forEach(date -> leftOut.add(new LeftOut(symbol, Reason.AMBIGUOUS)));
        told.keySet().removeAll(ambiguous);
        return new Answer<>(List.copyOf(told.values()), leftOut);
    }

    /** A day is over on the next one at the exchange, and once the session is over in which it falls. */
    private boolean isOver(Instant opened, LocalDate date, Instant now, ZoneId zone) {
        if (!date.isBefore(LocalDate.ofInstant(now, zone))) return false;
        JsonNode session = meta().path("currentTradingPeriod").path("regular");
        Optional<Instant> start = YahooFields.instant(session.path("start"));
        Optional<Instant> end = YahooFields.instant(session.path("end"));
        boolean ofSession = start.isPresent() && !opened.isBefore(start.get());
        return !ofSession || (end.isPresent() && !now.isBefore(end.get()));
    }

    private Optional<LocalDate> lastSplit(ZoneId zone) {
        LocalDate last = null;
        for (JsonNode split : chart.path("events").path("splits")) {
            Instant at = YahooFields.instant(split.path("date"))
                    .orElseThrow(() -> new ProviderFailure.Unreadable("a split without a date"));
            LocalDate date = LocalDate.ofInstant(at, zone);
            if (last == null || date.isAfter(last)) last = date;
        }
        return Optional.ofNullable(last);
    }

    private Optional<ZoneId> zone() {
        try {
            return YahooFields.text(meta().path("exchangeTimezoneName")).map(ZoneId::of);
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private JsonNode meta() {
        return chart.path("meta");
    }

    private Answer<Close> none(Reason reason) {
        return new Answer<>(List.of(), List.of(new LeftOut(symbol, reason)));
    }
}
