package dev.truemark.valuation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A valued portfolio on the wire; a snapshot of the socket has the same shape.
 *
 * @param cashTracking {@code TRACKED} or {@code IMPLIED}
 * @param stateHash    over positions and cash as they stand here, by {@code docs/state-hash.md}; the {@code booksHash}
 *                     leaves prices out
 */
public record ValuationView(
        @JsonUnwrapped BooksStamp books,
        Policy.CashTracking cashTracking,
        List<PositionFigures> positions,
        List<CashFigures> cash,
        TotalFigures totals,
        Quality quality,
        Basis basis,
        String stateHash,
        String booksHash) {

    public static ValuationView of(Valued valued, String engine) {
        BooksHead head = valued.books().head();
        return new ValuationView(
                BooksStamp.of(head, engine),
                valued.books().cashTracking(),
                positions(valued),
                cash(valued),
                TotalFigures.of(valued.value()),
                valued.value().quality(),
                valued.basis(),
                valued.stateHash(),
                valued.books().booksHash());
    }

    static List<PositionFigures> positions(Valued valued) {
        Map<String, InstrumentLabel> labels = valued.books().positions().stream()
                .collect(Collectors.toMap(HeldPosition::securityId, HeldPosition::instrument));
        return valued.value().positions().stream()
                .map(each -> PositionFigures.of(
                        each,
                        labels.getOrDefault(each.holding().securityId(), InstrumentLabel.NONE),
                        valued.value(),
                        valued.books().head().zone()))
                .toList();
    }

    static List<CashFigures> cash(Valued valued) {
        return valued.value().cash().stream()
                .map(each -> CashFigures.of(each, valued.value()))
                .toList();
    }
}
