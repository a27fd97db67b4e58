package dev.truemark.core.valuation;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The canonical lines of a state, whose hash proves two states equal (DEFINITIONS 22; documented with a worked vector in
 * {@code docs/state-hash.md}). Every part of a line stands in the JSON of the valuation, in the same spelling, so a client
 * can compute the hash of what it holds.
 *
 * <p>Parts are separated by {@code |}; an unknown figure is empty; decimals are plain without trailing zeros; in ids
 * {@code \}, {@code |} and line feed are written {@code \\}, {@code \p} and {@code \n}. Closed positions and zero cash
 * balances have no line.
 */
public final class StateHash {
    private StateHash() {}

    /** {@code position|security_id|currency|quantity|cost_basis|cost_basis_base|price|fx_rate|market_value|market_value_base}. */
    public static Line stateLine(PositionValue position) {
        Line books = booksLine(position.holding());
        return books.and(
                text(position.price().map(price -> price.price())),
                text(position.rate().rounded()),
                text(position.marketValue()),
                text(position.marketValueBase()));
    }

    /** {@code cash|currency|balance|fx_rate|balance_base}. */
    public static Line stateLine(CashValue cash) {
        return booksLine(cash.cash()).and(text(cash.rate().rounded()), text(cash.balanceBase()));
    }

    /** {@code position|security_id|currency|quantity|cost_basis|cost_basis_base}. */
    public static Line booksLine(Holding holding) {
        return Line.of("position", holding.securityId())
                .and(
                        holding.currency(),
                        Exact.plain(holding.quantity()),
                        Exact.plain(holding.cost()),
                        text(holding.costBase()));
    }

    /** {@code cash|currency|balance}. */
    public static Line booksLine(CashHolding cash) {
        return Line.of("cash", cash.currency()).and(Exact.plain(cash.balance()));
    }

    /** {@code state_hash}: books, prices and rates. */
    public static String of(PortfolioValue value) {
        LineHashes lines = new LineHashes();
        for (PositionValue each : value.positions()) {
            if (each.holding().isOpen()) lines.put(stateLine(each));
        }
        for (CashValue each : value.cash()) {
            if (each.cash().balance().signum() != 0) lines.put(stateLine(each));
        }
        return lines.hash();
    }

    /** {@code books_hash}: what is held, whatever it is worth. */
    public static String ofBooks(List<Holding> holdings, List<CashHolding> cash) {
        LineHashes lines = new LineHashes();
        holdings.stream().filter(Holding::isOpen).map(StateHash::booksLine).forEach(lines::put);
        cash.stream()
                .filter(each -> each.balance().signum() != 0)
                .map(StateHash::booksLine)
                .forEach(lines::put);
        return lines.hash();
    }

    private static String text(BaseAmount amount) {
        return text(amount.value());
    }

    private static String text(Optional<BigDecimal> value) {
        return value.map(Exact::plain).orElse("");
    }

    /**
     * One canonical line.
     *
     * @param key  kind and id with their separators; decides the order and is unique in a state
     * @param text the whole line, without an end of line
     */
    public record Line(String key, String text) {
        static Line of(String kind, String id) {
            String key = kind + '|' + escaped(id) + '|';
            return new Line(key, key);
        }

        Line and(String... parts) {
            String joined = String.join("|", parts);
            return new Line(key, text.equals(key) ? text + joined : text + '|' + joined);
        }

        private static String escaped(String id) {
            return id.replace("\\", "\\\\").replace("|", "\\p").replace("\n", "\\n");
        }
    }
}
