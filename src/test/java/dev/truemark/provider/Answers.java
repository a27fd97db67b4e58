package dev.truemark.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.platform.json.JsonRules;

/** Answers in the shapes of Yahoo Finance's endpoints. */
final class Answers {
    /** What the chart endpoint says of a symbol that is gone, with the status 404. */
    static final String DELISTED = """
            {"chart":{"result":null,"error":{"code":"Not Found","description":"No data found, symbol may be delisted"}}}""";

    /** What the quote endpoint says to whom it does not know, with the status 401. */
    static final String UNAUTHORIZED = """
            {"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}""";

    private Answers() {}

    /** @param quotes each as {@link #quote} writes it */
    static String quotes(String... quotes) {
        return "{\"quoteResponse\":{\"result\":[" + String.join(",", quotes) + "],\"error\":null}}";
    }

    static String quote(String symbol, String price, String currency, long time) {
        return """
                {"language":"en-US","region":"US","quoteType":"EQUITY","typeDisp":"Equity","quoteSourceName":"Delayed Quote",
                "triggerable":true,"currency":"%s","marketState":"REGULAR","regularMarketChangePercent":-2.05,
                "regularMarketPrice":%s,"regularMarketTime":%d,"regularMarketVolume":151165090,"regularMarketPreviousClose":229,
                "postMarketPrice":999.5,"postMarketTime":%d,"exchange":"NMS","exchangeTimezoneName":"America/New_York",
                "gmtOffSetMilliseconds":-14400000,"priceHint":2,"symbol":"%s"}""".formatted(currency, price, time, time + 3600, symbol);
    }

    /**
     * @param session start and end of the trading day of now, in seconds
     * @param splits  such as {@code "1598880600":{"date":1598880600,"numerator":4.0,"denominator":1.0,"splitRatio":"4:1"}}
     */
    static String chart(
            String meta, long[] session, String times, String splits, String closes, String adjusted, String volumes) {
        return """
                {"chart":{"result":[{"meta":{%s,"exchangeName":"NMS","fullExchangeName":"NasdaqGS","instrumentType":"EQUITY",
                "hasPrePostMarketData":true,"priceHint":2,"dataGranularity":"1d","range":"","currentTradingPeriod":{
                "pre":{"timezone":"EDT","start":%2$d,"end":%2$d,"gmtoffset":-14400},
                "regular":{"timezone":"EDT","start":%2$d,"end":%3$d,"gmtoffset":-14400},
                "post":{"timezone":"EDT","start":%3$d,"end":%3$d,"gmtoffset":-14400}}},
                "timestamp":[%4$s],"events":{"splits":{%5$s}},
                "indicators":{"quote":[{"open":[],"high":[],"low":[],"close":[%6$s],"volume":[%8$s]}],
                "adjclose":[{"adjclose":[%7$s]}]}}],"error":null}}""".formatted(meta, session[0], session[1], times, splits, closes, adjusted, volumes);
    }

    static JsonNode json(String text) {
        try {
            return JsonRules.mapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
