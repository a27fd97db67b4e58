package dev.truemark.performance;

import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.json.RefusedDecimal;
import dev.truemark.platform.reading.Parameters;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What cash earns in each currency; a resource takes it as a {@code @BeanParam}. Nothing is taken for zero unasked. */
public class CashRates {
    private static final int MOST = 32;
    private static final BigDecimal LEAST_RATE = BigDecimal.ONE.negate();
    private static final BigDecimal MOST_RATE = BigDecimal.valueOf(1000);

    @RestQuery("cash_rate")
    @Parameter(
            description =
                    "Simple rates a year of cash, by currency: USD:0.04,EUR:0. A day earns a 365th. Every currency in "
                            + "which the portfolio or the benchmark holds something needs this or a cash_benchmark.")
    public String cashRate;

    @RestQuery("cash_benchmark")
    @Parameter(
            description =
                    "Benchmarks of cash, by currency: USD:SOFR-INDEX. Levels hold for a week at most; of returns only "
                            + "those of weekends may be left out.")
    public String cashBenchmark;

    /**
     * @param rates      by currency
     * @param benchmarks ids by currency, none of which has a rate
     */
    record Named(SortedMap<String, BigDecimal> rates, SortedMap<String, String> benchmarks) {
        Named {
            rates = Collections.unmodifiableSortedMap(rates);
            benchmarks = Collections.unmodifiableSortedMap(benchmarks);
        }
    }

    /** 400 for what cannot be read, and for a currency that is named twice. */
    Named named() {
        SortedMap<String, BigDecimal> rates = new TreeMap<>();
        SortedMap<String, String> benchmarks = new TreeMap<>();
        each("cash_rate", cashRate, (currency, rate) -> {
            if (rates.put(currency, rate(rate)) != null) throw twice("cash_rate", currency);
        });
        each("cash_benchmark", cashBenchmark, (currency, id) -> {
            boolean again = benchmarks.put(currency, id) != null || rates.containsKey(currency);
            if (again) throw twice("cash_benchmark", currency);
        });
        return new Named(rates, benchmarks);
    }

    private static void each(String name, String text, BiConsumer<String, String> each) {
        String given = Parameters.text(name, text).orElse("");
        if (given.isEmpty()) return;
        String[] all = given.split(",", MOST + 1);
        if (all.length > MOST) throw Parameters.bad(name, "of " + MOST + " currencies at most");
        for (String one : all) {
            int colon = one.indexOf(':');
            boolean readable = colon == 3 && one.substring(0, 3).matches("[A-Z]{3}") && one.length() > 4;
            if (!readable) throw Parameters.bad(name, "currencies with what is theirs, such as USD:…,EUR:…");
            each.accept(one.substring(0, 3), one.substring(4));
        }
    }

    private static BigDecimal rate(String text) {
        try {
            BigDecimal rate = DecimalText.parse(text);
            if (rate.compareTo(LEAST_RATE) >= 0 && rate.compareTo(MOST_RATE) <= 0) return rate;
        } catch (RefusedDecimal e) {
            // answered below
        }
        throw Parameters.bad("cash_rate", "numbers from -1 to 1000, by currency");
    }

    private static RuntimeException twice(String name, String currency) {
        return Parameters.bad(name, "without a second one of " + currency);
    }
}
