package dev.truemark.core.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a type of transaction does to quantity, cost, cash, income and external flow: one row of {@link #TABLE}, which is
 * the table of {@code docs/transactions.md}. Cash is computed from it; the other columns say what the books do.
 *
 * @param flow whether it is an external flow of the portfolio (DEFINITIONS 15), cash being tracked
 */
public record Effect(
        TransactionType type, Subject subject, Quantity quantity, Cost cost, Cash cash, Income income, Flow flow) {

    /** Every type, in the order of {@link TransactionType}; those that differ by subject have a row for each. */
    public static final List<Effect> TABLE = List.of(
            row(TransactionType.BUY, Quantity.ADDS, Cost.ADDS, Cash.PAYS_TRADE, Income.ACCRUED_PAID),
            row(TransactionType.SELL, Quantity.TAKES, Cost.REALISES, Cash.RECEIVES_TRADE, Income.ACCRUED_RECEIVED),
            row(
                    TransactionType.SELL_SHORT,
                    Quantity.TAKES,
                    Cost.OPENS_SHORT,
                    Cash.RECEIVES_TRADE,
                    Income.ACCRUED_RECEIVED),
            row(TransactionType.BUY_TO_COVER, Quantity.ADDS, Cost.REALISES, Cash.PAYS_TRADE, Income.ACCRUED_PAID),
            any(TransactionType.DIVIDEND, Cost.DIVIDEND, Cash.RECEIVES_NET, Income.NET, Flow.NONE),
            any(TransactionType.INTEREST, Cost.NONE, Cash.RECEIVES_NET, Income.NET, Flow.NONE),
            any(TransactionType.FEE, Cost.NONE, Cash.PAYS, Income.NONE, Flow.NONE),
            any(TransactionType.TAX, Cost.NONE, Cash.PAYS, Income.NONE, Flow.NONE),
            any(TransactionType.DEPOSIT, Cost.NONE, Cash.RECEIVES, Income.NONE, Flow.IN),
            any(TransactionType.WITHDRAWAL, Cost.NONE, Cash.PAYS, Income.NONE, Flow.OUT),
            new Effect(
                    TransactionType.TRANSFER_IN,
                    Subject.CASH,
                    Quantity.NONE,
                    Cost.NONE,
                    Cash.RECEIVES,
                    Income.NONE,
                    Flow.IN),
            new Effect(
                    TransactionType.TRANSFER_IN,
                    Subject.SECURITY,
                    Quantity.ADDS,
                    Cost.DELIVERED_IN,
                    Cash.PAYS_CHARGES,
                    Income.NONE,
                    Flow.IN_AT_MARKET_VALUE),
            new Effect(
                    TransactionType.TRANSFER_OUT,
                    Subject.CASH,
                    Quantity.NONE,
                    Cost.NONE,
                    Cash.PAYS,
                    Income.NONE,
                    Flow.OUT),
            new Effect(
                    TransactionType.TRANSFER_OUT,
                    Subject.SECURITY,
                    Quantity.TAKES,
                    Cost.DELIVERED_OUT,
                    Cash.PAYS_CHARGES,
                    Income.NONE,
                    Flow.OUT_AT_MARKET_VALUE),
            new Effect(
                    TransactionType.FX_CONVERSION,
                    Subject.CASH,
                    Quantity.NONE,
                    Cost.NONE,
                    Cash.CONVERTS,
                    Income.NONE,
                    Flow.NONE),
            row(TransactionType.SPLIT, Quantity.MULTIPLIES, Cost.KEPT_LESS_FRACTION, Cash.RECEIVES, Income.NONE),
            row(
                    TransactionType.STOCK_DIVIDEND,
                    Quantity.ADDS_BY_LOT,
                    Cost.KEPT_LESS_FRACTION,
                    Cash.RECEIVES,
                    Income.NONE),
            row(TransactionType.SPIN_OFF, Quantity.ADDS_TO_TARGET, Cost.MOVES_A_SHARE, Cash.RECEIVES, Income.NONE),
            row(TransactionType.MERGER, Quantity.MOVES_TO_TARGET, Cost.MOVES_OR_REALISES, Cash.RECEIVES, Income.NONE),
            row(
                    TransactionType.RIGHTS_ISSUE,
                    Quantity.ADDS_OR_TO_TARGET,
                    Cost.ADDS_OR_MOVES_A_SHARE,
                    Cash.PAYS,
                    Income.NONE),
            row(TransactionType.RETURN_OF_CAPITAL, Quantity.NONE, Cost.RETURNED, Cash.RECEIVES_NET, Income.NONE),
            row(
                    TransactionType.REDEMPTION,
                    Quantity.TAKES,
                    Cost.REALISES,
                    Cash.RECEIVES_TRADE,
                    Income.ACCRUED_RECEIVED),
            row(
                    TransactionType.AMORTIZATION,
                    Quantity.TAKES_PRO_RATA,
                    Cost.REALISES,
                    Cash.RECEIVES_TRADE,
                    Income.ACCRUED_RECEIVED),
            new Effect(
                    TransactionType.ADJUSTMENT,
                    Subject.CASH,
                    Quantity.NONE,
                    Cost.NONE,
                    Cash.AS_TOLD,
                    Income.NONE,
                    Flow.NONE),
            new Effect(
                    TransactionType.ADJUSTMENT,
                    Subject.SECURITY,
                    Quantity.AS_TOLD,
                    Cost.AS_TOLD,
                    Cash.NONE,
                    Income.NONE,
                    Flow.NONE));

    private static final Map<TransactionType, Effect> OF_CASH = bySubject(Subject.CASH);
    private static final Map<TransactionType, Effect> OF_SECURITY = bySubject(Subject.SECURITY);

    private static Effect row(TransactionType type, Quantity quantity, Cost cost, Cash cash, Income income) {
        return new Effect(type, Subject.SECURITY, quantity, cost, cash, income, Flow.NONE);
    }

    private static Effect any(TransactionType type, Cost cost, Cash cash, Income income, Flow flow) {
        return new Effect(type, Subject.ANY, Quantity.NONE, cost, cash, income, flow);
    }

    private static Map<TransactionType, Effect> bySubject(Subject subject) {
        Map<TransactionType, Effect> by = new EnumMap<>(TransactionType.class);
        for (Effect each : TABLE) {
            if (each.subject == subject || !by.containsKey(each.type)) by.put(each.type, each);
        }
        return by;
    }

    /** The row of a type, told of a security or of cash alone. */
    public static Effect of(TransactionType type, boolean ofSecurity) {
        return (ofSecurity ? OF_SECURITY : OF_CASH).get(type);
    }

    /** What a transaction is told of. */
    public enum Subject {
        CASH("cash"),
        SECURITY("security"),
        ANY("either");

        private final String text;

        Subject(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What becomes of the units held. */
    public enum Quantity {
        NONE("unchanged"),
        ADDS("+ quantity"),
        TAKES("− quantity, from lots by the cost method"),
        TAKES_PRO_RATA("− quantity, from every lot alike"),
        MULTIPLIES("every lot × ratio, less the fraction paid in cash"),
        ADDS_BY_LOT("every lot + its part of the units received; or units of the target"),
        ADDS_TO_TARGET("unchanged; units of the target open, lot by lot"),
        MOVES_TO_TARGET("to zero; units of the target open, lot by lot"),
        ADDS_OR_TO_TARGET("+ quantity subscribed; or units of the target"),
        AS_TOLD("+ quantity, which may be negative");

        private final String text;

        Quantity(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What becomes of the cost of what is held. */
    public enum Cost {
        NONE("unchanged"),
        ADDS("+ gross + charges"),
        REALISES("− cost of the units taken, against the proceeds"),
        OPENS_SHORT("long lots are sold first; the rest opens a short lot of negative cost"),
        DIVIDEND("unchanged; − net under REDUCE_COST, not below zero"),
        RETURNED("− net, by units, no lot below zero; the excess is a gain"),
        DELIVERED_IN("+ cost of the lots told, else + gross as an estimate"),
        DELIVERED_OUT("− cost of the units taken, without a gain"),
        KEPT_LESS_FRACTION("unchanged, less that of a fraction paid in cash, which is realised"),
        MOVES_A_SHARE(
                "cost_fraction of every lot moves to the target; the part of a fraction paid in cash is realised"),
        MOVES_OR_REALISES("moves to the target with the dates of the lots; what is paid in cash is realised"),
        ADDS_OR_MOVES_A_SHARE("+ gross + charges; or cost_fraction of every lot moves to the target"),
        AS_TOLD("+ gross, which may be negative; cost leaves with units taken");

        private final String text;

        Cost(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What becomes of cash, in the transaction's currency; charges are fees and taxes. */
    public enum Cash {
        NONE("unchanged") {
            @Override
            BigDecimal amount(Transaction t) {
                return BigDecimal.ZERO;
            }
        },
        PAYS_TRADE("− gross − charges − accrued interest") {
            @Override
            BigDecimal amount(Transaction t) {
                return t.gross().add(t.charges()).add(t.accruedInterest()).negate();
            }
        },
        RECEIVES_TRADE("+ gross − charges + accrued interest") {
            @Override
            BigDecimal amount(Transaction t) {
                return t.gross().subtract(t.charges()).add(t.accruedInterest());
            }
        },
        RECEIVES_NET("+ gross − withholding tax − charges") {
            @Override
            BigDecimal amount(Transaction t) {
                return t.gross().subtract(t.withholdingTax()).subtract(t.charges());
            }
        },
        RECEIVES("+ gross − charges") {
            @Override
            BigDecimal amount(Transaction t) {
                return t.gross().subtract(t.charges());
            }
        },
        PAYS("− gross − charges") {
            @Override
            BigDecimal amount(Transaction t) {
                return t.gross().add(t.charges()).negate();
            }
        },
        PAYS_CHARGES("− charges") {
            @Override
            BigDecimal amount(Transaction t) {
                return t.charges().negate();
            }
        },
        CONVERTS("− gross − charges of what is sold, + quantity of what is bought") {
            @Override
            BigDecimal amount(Transaction t) {
                return PAYS.amount(t);
            }
        },
        AS_TOLD("+ gross, which may be negative") {
            @Override
            BigDecimal amount(Transaction t) {
                return t.gross();
            }
        };

        private final String text;

        Cash(String text) {
            this.text = text;
        }

        /** Signed: money in is positive. Of a long position; a short one pays what a long one receives. */
        abstract BigDecimal amount(Transaction t);

        @Override
        public String toString() {
            return text;
        }
    }

    /** What counts as income. */
    public enum Income {
        NONE("none"),
        NET("gross − withholding tax − charges"),
        ACCRUED_PAID("− accrued interest"),
        ACCRUED_RECEIVED("+ accrued interest");

        private final String text;

        Income(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether money or securities cross the border of the portfolio. */
    public enum Flow {
        NONE("none"),
        IN("in"),
        OUT("out"),
        IN_AT_MARKET_VALUE("in, at market value"),
        OUT_AT_MARKET_VALUE("out, at market value");

        private final String text;

        Flow(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** {@link #TABLE} as a table of Markdown. */
    public static String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| type | of | quantity | cost | cash | income | external flow |");
        lines.add("|---|---|---|---|---|---|---|");
        for (Effect e : TABLE) {
            lines.add("| `" + e.type + "` | " + e.subject + " | " + e.quantity + " | " + e.cost + " | " + e.cash + " | "
                    + e.income + " | " + e.flow + " |");
        }
        return String.join("\n", lines) + "\n";
    }
}
