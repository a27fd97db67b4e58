package dev.truemark.stream;

import dev.truemark.allocation.KnownInstruments;
import dev.truemark.core.day.DayFigures;
import dev.truemark.core.figure.Statistic;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.money.Exact;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.day.OpenedDay;
import dev.truemark.performance.DayMarket;
import dev.truemark.performance.Opening;
import dev.truemark.valuation.Basis;
import dev.truemark.valuation.ValuedDay;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Days of books of the test's own: every price of the evening before was 50, every rate 0.8; nothing was booked since. */
final class TestDays implements DaySource {
    private final Function<PortfolioKey, LiveBooks> books;
    private boolean fail;
    private boolean changed;
    private int opened;
    private int asked;
    private int computed;
    private boolean holdBack;
    private final List<Runnable> heldBack = new ArrayList<>();

    TestDays(Function<PortfolioKey, LiveBooks> books) {
        this.books = books;
    }

    static TestDays none() {
        return new TestDays(key -> {
            throw new AssertionError("nobody wants analytics");
        });
    }

    /** From now on days cannot be opened, or can be again. */
    void fail(boolean failing) {
        fail = failing;
    }

    /** Something becomes known of an earlier day. */
    void changeThePast() {
        changed = true;
    }

    /** From now on figures are ready when they are let go of. */
    void holdBack() {
        holdBack = true;
    }

    void letOneGo() {
        heldBack.removeFirst().run();
    }

    int opened() {
        return opened;
    }

    int asked() {
        return asked;
    }

    int computed() {
        return computed;
    }

    @Override
    public Uni<OpenedDay> open(PortfolioKey key) {
        opened++;
        if (fail) return Uni.createFrom().failure(new IllegalStateException("no database"));
        return Uni.createFrom().item(() -> of(books.apply(key)));
    }

    @Override
    public Uni<News> news(PortfolioKey key, OpenedDay day, Instant since) {
        asked++;
        News news = new News(since, changed);
        changed = false;
        return Uni.createFrom().item(news);
    }

    @Override
    public Uni<String> view(OpenedDay day, PortfolioValue value, DayMarket market, Basis basis) {
        computed++;
        if (holdBack) {
            return Uni.createFrom().emitter(each -> heldBack.add(() -> each.complete(text(day, value, market))));
        }
        return Uni.createFrom().item(() -> text(day, value, market));
    }

    static OpenedDay of(LiveBooks books) {
        PriceBook prices =
                id -> Optional.of(new Price(BigDecimal.valueOf(50), books.baseCurrency(), Given.START, false, "test"));
        RateBook rates = (from, to) -> from.equals(to)
                ? Rate.SAME
                : new Rate(Conversion.direct(new BigDecimal("0.8")), Rate.Derivation.DIRECT, Optional.of(Given.START));
        PortfolioValue evening =
                PortfolioValue.of(books.holdings(), books.cash(), prices, rates, books.terms(Given.START));
        Opening opening = new Opening(
                books.books().head(),
                true,
                new ValuedDay(books.asOf().minusDays(1), evening, prices, rates),
                List.of(),
                Set.of(),
                Set.of(),
                Statistic.of(-0.5));
        return new OpenedDay(opening, new KnownInstruments.Known(Map.of(), Map.of()));
    }

    /** Some of the figures, for a client to look at. */
    static String text(OpenedDay day, PortfolioValue value, DayMarket market) {
        DayFigures figures = day.opening().figures(value, market);
        return "{\"version\":" + day.opening().head().version() + ",\"value\":" + number(figures.end()) + ",\"price\":"
                + number(figures.profit().price()) + ",\"currency\":"
                + number(figures.profit().currency()) + ",\"drawdown\":"
                + figures.drawdown().toOptional().orElse(null) + '}';
    }

    private static String number(BaseAmount amount) {
        return amount.value().map(known -> '"' + Exact.plain(known) + '"').orElse("null");
    }
}
