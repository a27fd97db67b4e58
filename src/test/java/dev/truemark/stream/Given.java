package dev.truemark.stream;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Portfolios and a market for the tests of the hub. */
final class Given {
    static final Instant START = Instant.parse("2026-03-02T14:00:00Z");
    static final UUID OWNER = UUID.fromString("00000000-0000-0000-0000-0000000000aa");

    private Given() {}

    static BigDecimal n(String decimal) {
        return new BigDecimal(decimal);
    }

    static PortfolioKey key(String portfolioId) {
        return new PortfolioKey(
                OWNER, UUID.nameUUIDFromBytes(portfolioId.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    static Holding held(String id, String currency, String quantity, String cost) {
        return new Holding(
                id, currency, n(quantity), n(cost), BaseAmount.of(n(cost)), BigDecimal.ZERO, BaseAmount.ZERO);
    }

    static CashHolding cash(String currency, String balance) {
        return new CashHolding(currency, n(balance));
    }

    /** In EUR and UTC; the symbol of {@code SEC_X} is {@code X}. */
    static LiveBooks books(String portfolioId, long version, List<Holding> holdings, CashHolding... cash) {
        return books(portfolioId, "EUR", version, holdings, cash);
    }

    static LiveBooks books(String portfolioId, String base, long version, List<Holding> holdings, CashHolding... cash) {
        LocalDate today = LocalDate.ofInstant(START, ZoneOffset.UTC);
        BooksHead head = new BooksHead(
                1,
                key(portfolioId).id(),
                OWNER,
                portfolioId,
                base,
                ZoneOffset.UTC,
                today,
                BooksHead.Valued.NOW,
                START,
                true,
                version,
                true,
                Policies.of(Policy.DEFAULT),
                1,
                1);
        List<HeldPosition> positions = holdings.stream()
                .map(each -> new HeldPosition(
                        each,
                        new InstrumentLabel(null, each.securityId().replace("SEC_", ""), null),
                        BigDecimal.ZERO,
                        BaseAmount.ZERO,
                        today))
                .toList();
        return LiveBooks.of(new Books(head, positions, List.of(cash), true), id -> Duration.ofHours(1));
    }

    /** A market that the test moves by hand. */
    static final class Market implements LiveMarket {
        private final Map<String, Price> prices = new HashMap<>();
        private final Map<String, Rate> rates = new HashMap<>();
        private final Set<String> securities = new HashSet<>();
        private final Set<String> currencies = new HashSet<>();
        private final Set<String> instruments = new HashSet<>();
        private boolean everything;
        private final Map<String, Quote> quotes = new HashMap<>();
        private final Map<String, Quote> newQuotes = new HashMap<>();
        private Runnable wake = () -> {};
        private long offset;

        Market price(String id, String price, String currency) {
            return price(id, price, currency, START.plusSeconds(offset));
        }

        Market price(String id, String price, String currency, Instant at) {
            prices.put(id, new Price(n(price), currency, at, false, "test"));
            securities.add(id);
            String symbol = id.replace("SEC_", "");
            Quote quote = new Quote(n(price), at, Optional.empty());
            quotes.put(symbol, quote);
            newQuotes.put(symbol, quote);
            offset++;
            wake.run();
            return this;
        }

        Market terms(String id) {
            instruments.add(id);
            wake.run();
            return this;
        }

        /** A price that is there all at once, as after a book was read anew. */
        Market reloadedWith(String id, String price, String currency) {
            prices.put(id, new Price(n(price), currency, START.plusSeconds(offset), false, "test"));
            everything = true;
            wake.run();
            return this;
        }

        /** Units of {@code to} per one {@code from}. */
        Market rate(String from, String to, String rate) {
            Instant at = START.plusSeconds(offset);
            rates.put(from + to, new Rate(Conversion.direct(n(rate)), Rate.Derivation.DIRECT, Optional.of(at)));
            currencies.add(from);
            currencies.add(to);
            offset++;
            wake.run();
            return this;
        }

        @Override
        public void onChange(Runnable changed) {
            wake = changed;
        }

        @Override
        public Uni<Void> ready() {
            return Uni.createFrom().voidItem();
        }

        @Override
        public void look(BiConsumer<MarketChanges, MarketView> reader) {
            MarketChanges changes = new MarketChanges(everything, securities, currencies, instruments, newQuotes);
            securities.clear();
            currencies.clear();
            instruments.clear();
            everything = false;
            newQuotes.clear();
            reader.accept(changes, view(START));
        }

        @Override
        public Optional<Quote> quote(String symbol) {
            return Optional.ofNullable(quotes.get(symbol));
        }

        MarketView view(Instant at) {
            return new MarketView() {
                @Override
                public Instant at() {
                    return at;
                }

                @Override
                public PriceBook prices(ZoneId zone) {
                    return id -> Optional.ofNullable(prices.get(id));
                }

                @Override
                public RateBook rates(ZoneId zone) {
                    return (from, to) -> from.equals(to) ? Rate.SAME : rates.getOrDefault(from + to, Rate.MISSING);
                }

                @Override
                public SortedMap<String, Long> offsets() {
                    return new TreeMap<>(Map.of("market/0", offset));
                }
            };
        }
    }
}
