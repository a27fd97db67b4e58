package dev.truemark.rebalance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.rebalance.Line;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksStamp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Trades that would bring a portfolio to its targets, and what it would be after them. Amounts are in base currency.
 *
 * @param targetsDate     of the stored targets, null where they came with the question
 * @param totalBefore     with what is put in or taken out
 * @param turnover        traded value over twice {@code totalBefore}
 * @param driftBefore     half the sum of the sizes of {@code weight − target}, cash among them
 * @param realizedPnlBase of all sales; null where that of one is not known
 * @param lots            how lots were chosen: by the cost method of the books, or by tax
 * @param untraded        held, but not told to be of any class
 * @param unreachable     targets of which nothing is held and no security is named to be bought
 */
record RebalanceView(
        @JsonUnwrapped BooksStamp books,
        LocalDate targetsDate,
        String by,
        BigDecimal totalBefore,
        BigDecimal totalAfter,
        BigDecimal cashBefore,
        BigDecimal cashAfter,
        BigDecimal cashWeightAfter,
        BigDecimal fees,
        BigDecimal turnover,
        BigDecimal driftBefore,
        BigDecimal driftAfter,
        BigDecimal realizedPnlBase,
        RebalanceRequest.LotOrder lots,
        List<TradeView> trades,
        List<LineView> lines,
        List<PositionView> positions,
        List<String> untraded,
        List<String> unreachable,
        Map<String, Undefined> reasons,
        Quality quality) {

    enum Side {
        BUY,
        SELL
    }

    /**
     * A trade.
     *
     * @param quantity    positive
     * @param price       as it is quoted, in {@code priceCurrency}
     * @param lots        that a sale takes
     * @param realizedPnl of a sale, after the fee where the books count fees as cost, in {@code currency} of the position
     */
    record TradeView(
            String securityId,
            String instrumentName,
            Side side,
            BigDecimal quantity,
            BigDecimal price,
            String priceCurrency,
            BigDecimal valueBase,
            BigDecimal feeBase,
            String currency,
            BigDecimal realizedPnl,
            BigDecimal realizedPnlBase,
            List<SoldLotView> lots) {}

    record SoldLotView(
            String transactionId,
            String source,
            LocalDate openedOn,
            BigDecimal quantity,
            BigDecimal realizedPnl,
            BigDecimal realizedPnlBase) {}

    record LineView(
            String name,
            BigDecimal target,
            BigDecimal weightBefore,
            BigDecimal weightAfter,
            BigDecimal driftAfter,
            Line.State bandState) {}

    record PositionView(String securityId, BigDecimal quantity, BigDecimal value, BigDecimal weight) {}
}
