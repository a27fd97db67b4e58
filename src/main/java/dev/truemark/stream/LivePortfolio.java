package dev.truemark.stream;

import dev.truemark.core.market.Price;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.day.OpenedDay;
import dev.truemark.performance.DayMarket;
import dev.truemark.stream.LiveValues.Look;
import dev.truemark.valuation.Basis;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The state of one watched portfolio, folded from its books and the market. Its figures are those that a cold valuation
 * of the same books gives at the same basis (DEFINITIONS 22); a change revalues what it touches and nothing else.
 *
 * <p>Each call must be given the market as it is after every change told so far. Not for use by several threads at once.
 */
final class LivePortfolio {
    private final LiveValues values = new LiveValues();
    private LiveBooks books;
    private PortfolioValue whole;
    private SortedMap<String, Long> offsets;
    private Instant evaluatedAt;
    private Optional<OpenedDay> openedDay = Optional.empty();
    private Optional<DayMarket.Needs> dayNeeds = Optional.empty();
    private Optional<DayMarket> dayMarket = Optional.empty();

    LivePortfolio(LiveBooks books, MarketView market) {
        this.books = books;
        Look look = Look.of(market, books);
        values.rebook(books.holdings(), look);
        values.rebookCash(books.cash(), look);
        moveTo(market);
        whole = values.whole();
    }

    LiveBooks books() {
        return books;
    }

    PortfolioValue whole() {
        return whole;
    }

    Optional<PositionValue> position(String securityId) {
        return Optional.ofNullable(values.position(securityId));
    }

    Optional<CashValue> cash(String currency) {
        return Optional.ofNullable(values.cash(currency));
    }

    /** From now on also looks up what the figures of a day need; everything is valued at the instant of that. */
    Optional<Change> openDay(OpenedDay day, MarketView market) {
        openedDay = Optional.of(day);
        dayNeeds = Optional.of(day.opening().needs());
        return age(market);
    }

    void closeDay() {
        openedDay = Optional.empty();
        dayNeeds = Optional.empty();
        dayMarket = Optional.empty();
    }

    Optional<OpenedDay> openedDay() {
        return openedDay;
    }

    /** What the day that is open needs of the market of {@link #basis()}. */
    Optional<DayMarket> dayMarket() {
        return dayMarket;
    }

    /** What the figures rest on as they stand. */
    Basis basis() {
        return new Basis(books.version(), offsets, evaluatedAt);
    }

    String stateHash() {
        return values.hash();
    }

    /** How often a position or a balance was valued so far. */
    long revaluations() {
        return values.revaluations();
    }

    /** Securities whose prices matter here. */
    Set<String> securities() {
        Set<String> securities = new HashSet<>();
        values.positions().forEach(each -> securities.add(each.holding().securityId()));
        dayNeeds.ifPresent(day -> securities.addAll(day.securities()));
        return securities;
    }

    /** Currencies of which some amount is converted; a rate between any two others cannot matter, nor can a cross. */
    Set<String> currencies() {
        Set<String> currencies = new HashSet<>();
        for (PositionValue each : values.positions()) {
            String own = each.holding().currency();
            addPair(currencies, own, books.baseCurrency());
            each.price().ifPresent(price -> addPair(currencies, price.currency(), own));
        }
        values.cash().forEach(each -> addPair(currencies, each.cash().currency(), books.baseCurrency()));
        dayMarket.ifPresent(
                day -> day.rates().keySet().forEach(each -> addPair(currencies, each, books.baseCurrency())));
        return currencies;
    }

    /**
     * Takes over new books of the same kind ({@link LiveBooks#isComparable}).
     *
     * @return what changed; empty where no figure did
     */
    Optional<Change> rebook(LiveBooks newer, Cause cause, Instant eventTime, MarketView market) {
        if (!books.isComparable(newer)) throw new IllegalArgumentException("books of another kind");
        LocalDate day = books.terms(evaluatedAt).date();
        books = newer;
        Look look = Look.of(market, newer);
        List<PositionValue> positions = values.rebook(newer.holdings(), look);
        List<CashValue> cash = values.rebookCash(newer.cash(), look);
        if (!look.terms().date().equals(day)) positions = withAccrued(positions, look);
        moveTo(market);
        return told(cause, eventTime, positions, cash);
    }

    /** What was rebooked, and all else that a new day has changed. */
    private List<PositionValue> withAccrued(List<PositionValue> rebooked, Look look) {
        List<PositionValue> all = new ArrayList<>(rebooked);
        for (PositionValue each : List.copyOf(values.positions())) {
            values.revalue(each.holding().securityId(), look).ifPresent(all::add);
        }
        return all;
    }

    /** Takes over what securities are called; no figure changes. */
    void relabel(LiveBooks same) {
        books = same;
    }

    /**
     * Folds what changed in the market since the last look at it, and on a new day everything, since bonds have accrued.
     *
     * @param securities with a new price
     * @param currencies of the pairs with a new rate
     * @return what changed; empty where no figure did
     */
    Optional<Change> fold(Set<String> securities, Set<String> currencies, MarketView market) {
        Look look = Look.of(market, books);
        if (!look.terms().date().equals(books.terms(evaluatedAt).date())) return age(market);
        Set<String> repriced = new LinkedHashSet<>();
        for (String id : securities) {
            PositionValue held = values.position(id);
            if (held != null && !held.price().equals(look.prices().priceOf(id))) repriced.add(id);
        }
        Set<String> dirty = new LinkedHashSet<>(repriced);
        Set<String> pairs = new LinkedHashSet<>();
        List<CashValue> cash = new ArrayList<>();
        if (!currencies.isEmpty()) {
            reconverted(currencies, look, dirty, pairs);
            cash.addAll(reconvertedCash(currencies, look, pairs));
        }
        List<PositionValue> positions = new ArrayList<>(dirty.size());
        dirty.forEach(id -> values.revalue(id, look).ifPresent(positions::add));
        moveTo(market);
        return pairs.isEmpty()
                ? told(Cause.of(Cause.Type.PRICE, repriced), newestPrice(positions), positions, cash)
                : told(Cause.of(Cause.Type.FX, pairs), newestRate(positions, cash), positions, cash);
    }

    /** Values everything at a later instant: what time alone makes of prices that come into force or grow stale. */
    Optional<Change> age(MarketView market) {
        Look look = Look.of(market, books);
        List<PositionValue> positions = new ArrayList<>();
        List<CashValue> cash = new ArrayList<>();
        for (PositionValue each : List.copyOf(values.positions())) {
            values.revalue(each.holding().securityId(), look).ifPresent(positions::add);
        }
        for (CashValue each : List.copyOf(values.cash())) {
            values.revalueCash(each.cash().currency(), look).ifPresent(cash::add);
        }
        moveTo(market);
        List<String> ids =
                positions.stream().map(each -> each.holding().securityId()).toList();
        return told(Cause.of(Cause.Type.PRICE, ids), newestPrice(positions), positions, cash);
    }

    private void reconverted(Set<String> currencies, Look look, Set<String> dirty, Set<String> pairs) {
        String base = books.baseCurrency();
        for (PositionValue held : values.positions()) {
            String own = held.holding().currency();
            boolean moved = concerns(currencies, own, base)
                    && !look.rates().rate(own, base).equals(held.rate());
            if (moved) pairs.add(own + "/" + base);
            boolean convertedPrice = held.price()
                    .map(Price::currency)
                    .filter(quoted -> concerns(currencies, quoted, own))
                    .isPresent();
            if (moved || convertedPrice) dirty.add(held.holding().securityId());
        }
    }

    private List<CashValue> reconvertedCash(Set<String> currencies, Look look, Set<String> pairs) {
        List<CashValue> changed = new ArrayList<>();
        String base = books.baseCurrency();
        for (CashValue each : List.copyOf(values.cash())) {
            String own = each.cash().currency();
            if (!concerns(currencies, own, base)) continue;
            values.revalueCash(own, look).ifPresent(now -> {
                pairs.add(own + "/" + base);
                changed.add(now);
            });
        }
        return changed;
    }

    private void moveTo(MarketView market) {
        offsets = market.offsets();
        evaluatedAt = market.at();
        dayMarket = dayNeeds.map(day -> day.lookUp(market.prices(books.zone()), market.rates(books.zone())));
    }

    private Optional<Change> told(Cause cause, Instant eventTime, List<PositionValue> positions, List<CashValue> cash) {
        if (positions.isEmpty() && cash.isEmpty()) return Optional.empty();
        whole = values.whole();
        return Optional.of(new Change(cause, eventTime, positions, cash, whole, basis()));
    }

    private Instant newestPrice(List<PositionValue> positions) {
        return newest(positions.stream()
                .flatMap(each -> each.price().stream())
                .map(price -> price.effectiveAt(books.zone())));
    }

    private Instant newestRate(List<PositionValue> positions, List<CashValue> cash) {
        return newest(Stream.concat(
                positions.stream().flatMap(each -> each.rate().at().stream()),
                cash.stream().flatMap(each -> each.rate().at().stream())));
    }

    private Instant newest(Stream<Instant> facts) {
        return facts.max(Instant::compareTo).orElse(evaluatedAt);
    }

    private static boolean concerns(Set<String> currencies, String from, String to) {
        return !from.equals(to) && (currencies.contains(from) || currencies.contains(to));
    }

    private static void addPair(Set<String> currencies, String from, String to) {
        if (from.equals(to)) return;
        currencies.add(from);
        currencies.add(to);
    }
}
