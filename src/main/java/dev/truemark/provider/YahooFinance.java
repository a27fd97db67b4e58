package dev.truemark.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.provider.ProviderConfig.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Yahoo Finance, whose endpoints are documented by their use; or a gateway that answers alike. */
final class YahooFinance implements MarketDataProvider {
    /** A quote's chart begins before a long holiday. */
    private static final Duration LATELY = Duration.ofDays(7);

    private final Requests requests;
    private final Endpoint quotesFrom;
    private final Clock clock;

    YahooFinance(Requests requests, Endpoint quotesFrom, Clock clock) {
        this.requests = requests;
        this.quotesFrom = quotesFrom;
        this.clock = clock;
    }

    @Override
    public Answer<Quoted> quotes(List<String> symbols) {
        return switch (quotesFrom) {
            case QUOTE -> batch(symbols);
            case CHART -> oneByOne(symbols);
        };
    }

    private Answer<Quoted> batch(List<String> symbols) {
        JsonNode answer = requests.get("/v7/finance/quote?symbols=" + encoded(String.join(",", symbols)));
        return YahooQuotes.read(answer, symbols, clock.instant());
    }

    private Answer<Quoted> oneByOne(List<String> symbols) {
        List<Quoted> told = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (String symbol : symbols) {
            Answer<Quoted> answer = chart(symbol, clock.instant().minus(LATELY))
                    .map(chart -> chart.quote(clock.instant()))
                    .orElseGet(() -> unknown(symbol));
            told.addAll(answer.told());
            leftOut.addAll(answer.leftOut());
        }
        return new Answer<>(told, leftOut);
    }

    @Override
    public Answer<Close> history(String symbol, LocalDate from) {
        return chart(symbol, from.atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofDays(1)))
                .map(chart -> chart.closes(from, clock.instant()))
                .orElseGet(() -> unknown(symbol));
    }

    /** Always to now, so that the last split is in it. */
    private Optional<YahooChart> chart(String symbol, Instant from) {
        long until = clock.instant().plus(Duration.ofDays(1)).getEpochSecond();
        JsonNode answer = requests.get("/v8/finance/chart/" + encoded(symbol) + "?period1=" + from.getEpochSecond()
                + "&period2=" + until + "&interval=1d&events=split");
        return YahooChart.of(answer, symbol);
    }

    private static <T> Answer<T> unknown(String symbol) {
        return new Answer<>(List.of(), List.of(new LeftOut(symbol, Reason.UNKNOWN_SYMBOL)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
