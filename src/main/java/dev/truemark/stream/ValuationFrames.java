package dev.truemark.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.platform.reading.Engine;
import dev.truemark.valuation.Basis;
import dev.truemark.valuation.CashFigures;
import dev.truemark.valuation.PositionFigures;
import dev.truemark.valuation.TotalFigures;
import dev.truemark.valuation.ValuationView;
import dev.truemark.valuation.Valued;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Figures in frames by the same views as over REST. */
@ApplicationScoped
class ValuationFrames implements FigureViews {
    private final ObjectMapper mapper;
    private final String engine;

    @Inject
    ValuationFrames(ObjectMapper mapper, Engine engine) {
        this(mapper, engine.version());
    }

    ValuationFrames(ObjectMapper mapper, String engine) {
        this.mapper = mapper;
        this.engine = engine;
    }

    @Override
    public String position(LiveBooks books, PortfolioValue whole, PositionValue position) {
        String security = position.holding().securityId();
        return json(PositionFigures.of(position, books.labelOf(security), whole, books.zone()));
    }

    @Override
    public String cash(PortfolioValue whole, CashValue cash) {
        return json(CashFigures.of(cash, whole));
    }

    @Override
    public String totals(PortfolioValue whole) {
        return json(TotalFigures.of(whole));
    }

    @Override
    public String basis(Basis basis) {
        return json(basis);
    }

    @Override
    public String valuation(LiveBooks books, PortfolioValue whole, Basis basis) {
        return json(ValuationView.of(new Valued(books.books(), whole, basis), engine));
    }

    @Override
    public String part(LiveBooks books, PortfolioValue some, Basis basis) {
        ObjectNode view = mapper.valueToTree(ValuationView.of(new Valued(books.books(), some, basis), engine));
        return json(view.putNull("state_hash"));
    }

    private String json(Object view) {
        try {
            return mapper.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that cannot be written", e);
        }
    }
}
