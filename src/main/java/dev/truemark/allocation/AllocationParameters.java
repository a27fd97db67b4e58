package dev.truemark.allocation;

import dev.truemark.core.allocation.Allocation;
import dev.truemark.platform.reading.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** By what a portfolio is broken down. */
public class AllocationParameters {
    private static final List<String> USUAL = List.of("asset_class", "sector", "country", "currency");
    private static final int USUAL_LARGEST = 10;
    private static final int MOST_LARGEST = 1000;

    @RestQuery
    @Parameter(
            description =
                    "Attributes separated by commas: security, symbol, isin, name, product_type, asset_class, sector, "
                            + "country, currency; asset_class,sector,country,currency unless given.")
    public String by;

    @RestQuery
    @Parameter(description = "true: also by all the attributes at once. false unless given.")
    public String crossed;

    @RestQuery("look_through")
    @Parameter(description = "true unless given: what funds hold stands in their place, where it is known.")
    public String lookThrough;

    @RestQuery
    @Parameter(description = "How many of the largest securities are named, 1 to 1000; 10 unless given.")
    public String top;

    Allocation.Question question() {
        return new Allocation.Question(words(), flag("crossed", crossed, false), isLookedThrough(), largest());
    }

    boolean isLookedThrough() {
        return flag("look_through", lookThrough, true);
    }

    private List<String> words() {
        List<String> words = Parameters.text("by", by)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(each -> each.trim().toLowerCase(Locale.ROOT))
                        .toList())
                .orElse(USUAL);
        List<String> known =
                Arrays.stream(Attribute.values()).map(Attribute::word).toList();
        if (!known.containsAll(words) || words.stream().distinct().count() != words.size()) {
            throw Parameters.bad("by", "some of " + String.join(", ", known) + ", each once");
        }
        return words;
    }

    private int largest() {
        return Parameters.text("top", top)
                .map(text -> {
                    try {
                        int n = Integer.parseInt(text);
                        if (n >= 1 && n <= MOST_LARGEST) return n;
                    } catch (NumberFormatException e) {
                        // answered below
                    }
                    throw Parameters.bad("top", "a whole number from 1 to " + MOST_LARGEST);
                })
                .orElse(USUAL_LARGEST);
    }

    private static boolean flag(String name, String text, boolean otherwise) {
        return Parameters.text(name, text)
                .map(given -> switch (given) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Parameters.bad(name, "true or false");
                })
                .orElse(otherwise);
    }
}
