package dev.truemark.core.explain;

import dev.truemark.core.bond.FaceValue;
import dev.truemark.core.explain.Node.Reason;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.market.Price;
import dev.truemark.core.valuation.PositionValue;
import java.math.BigDecimal;
import java.util.Optional;

/** From units and a quoted price to a value: of a bond by what the price means (DEFINITIONS 21). */
final class FaceNodes {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

    private final Graph graph;

    FaceNodes(Graph graph) {
        this.graph = graph;
    }

    Node value(PositionValue position, Price price, Node quantity, Node quoted) {
        String security = position.holding().securityId();
        String label = "Value of " + security;
        String unit = price.currency();
        if (price.quotation() instanceof Quotation.PerUnit) {
            return graph.apply(Operation.PRODUCT, unit, 14, label, quantity, quoted);
        }
        Optional<FaceValue> face = position.face();
        Node perHundred = face.isPresent()
                ? perHundred(price, face.get(), quoted, security)
                : graph.unknown(
                        Operation.CONSTANT, Reason.NO_TERMS, unit, 21, "Meaning of the price of " + security, null);
        Node factor = graph.constant(face.map(FaceValue::factor).orElse(BigDecimal.ONE), "", "Factor of " + security);
        Node each = graph.constant(HUNDREDTH, "", "Per unit of face");
        return graph.apply(Operation.PRODUCT, unit, 21, label, quantity, factor, perHundred, each);
    }

    private Node perHundred(Price price, FaceValue face, Node quoted, String security) {
        boolean isPercent = price.quotation() instanceof Quotation.OfFace of && of.isPercent();
        Node clean = isPercent
                ? quoted
                : graph.apply(
                        Operation.PRODUCT,
                        price.currency(),
                        21,
                        "Price of " + security + " per 100 face",
                        quoted,
                        graph.constant(HUNDRED, "", "Face"));
        if (face.accrued().signum() == 0) return clean;
        Node accrued = graph.constant(face.accrued(), price.currency(), "Accrued interest of " + security);
        return graph.apply(
                Operation.SUM, price.currency(), 21, "Dirty price of " + security + " per 100 face", clean, accrued);
    }
}
