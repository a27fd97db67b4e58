package dev.truemark.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A series read at once answers every moment as a search for it does. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class PriceSeriesTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Tokyo"));

    private final SourceOrder sources = SourceOrder.BY_NAME;

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyMomentIsAnsweredAsByItsOwnSearch(long seed) {
        Random random = new Random(seed);
        String own = UUID.randomUUID().toString().substring(0, 8);
        List<String> securities = List.of("PS-A-" + own, "PS-B-" + own, "PS-C-" + own, "PS-NONE-" + own);
        new GivenFacts(pool).instrument("PS-A-" + own, "PSX-" + own).known();
        List<Instant> stamps = new ArrayList<>();
        for (int batch = 0; batch < 3; batch++) stamps.add(told(random, own).known());
        List<Moment> moments = moments(random);

        for (Instant stamp : stamps) {
            Known known = Known.at(stamp);
            List<PriceBook> one = PriceReads.books(pool, securities, moments, known, sources)
                    .await()
                    .atMost(Duration.ofSeconds(20));
            List<PriceBook> series = PriceSeries.look(pool, securities, moments, known, sources)
                    .map(PriceLook::books)
                    .await()
                    .atMost(Duration.ofSeconds(20));
            for (int n = 0; n < moments.size(); n++) {
                for (String security : securities) {
                    assertThat(series.get(n).priceOf(security))
                            .as("%s at %s", security, moments.get(n))
                            .isEqualTo(one.get(n).priceOf(security));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"USD, EUR", "EUR, USD"})
    void aCloseThatIsToldAgainInAnotherCurrencyIsBelievedAsItWasToldLast(String was, String is) {
        String security = "PS-MOVED-" + UUID.randomUUID().toString().substring(0, 8);
        Instant first = new GivenFacts(pool)
                .priceIn(was, security, "2024-03-01", "10")
                .priceIn(was, security, "2024-03-04", "11")
                .known();
        Instant then =
                new GivenFacts(pool).priceIn(is, security, "2024-03-04", "9").known();

        assertThat(closeOf(security, "2024-03-05", first)).isEqualTo("11 " + was);
        assertThat(closeOf(security, "2024-03-05", then)).isEqualTo("9 " + is);
        assertThat(closeOf(security, "2024-03-02", then)).isEqualTo("10 " + was);
    }

    private String closeOf(String security, String date, Instant stamp) {
        List<Moment> moments = List.of(Moment.endOf(LocalDate.parse(date), ZoneId.of("UTC")));
        return PriceSeries.look(pool, List.of(security), moments, Known.at(stamp), sources)
                .map(look -> look.books().getFirst().priceOf(security).orElseThrow())
                .map(price -> price.price().toPlainString() + " " + price.currency())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /** Closes and ticks of three securities, some by symbol, some of times told before. */
    private GivenFacts told(Random random, String own) {
        GivenFacts facts = new GivenFacts(pool);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            String name = "PS-" + "ABC".charAt(random.nextInt(3)) + "-" + own;
            String date = FIRST.plusDays(random.nextInt(40)).toString();
            boolean close = random.nextInt(3) > 0;
            String when = close ? date : date + "T%02d:00:00Z".formatted(random.nextInt(24));
            boolean bySymbol = random.nextInt(3) == 0;
            if (!used.add(name + when + bySymbol)) continue;
            String price = "" + (100 + random.nextInt(900));
            if (!bySymbol) {
                facts.price(name, when, price);
            } else {
                facts.priceOfSymbol(name.startsWith("PS-A") ? "PSX-" + own : name, when, price);
            }
        }
        return facts;
    }

    private static List<Moment> moments(Random random) {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LocalDate date = FIRST.plusDays(random.nextInt(50) - 5);
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            moments.add(
                    random.nextInt(4) > 0
                            ? Moment.endOf(date, zone)
                            : Moment.at(
                                    date.atTime(random.nextInt(24), 0)
                                            .atZone(zone)
                                            .toInstant(),
                                    zone));
        }
        return moments;
    }
}
