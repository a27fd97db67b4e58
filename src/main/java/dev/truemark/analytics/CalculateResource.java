package dev.truemark.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.allocation.AllocationView;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.bond.FixedIncomeView;
import dev.truemark.bond.FixedIncomes;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.performance.Contributions;
import dev.truemark.performance.ContributionsView;
import dev.truemark.performance.PerformanceView;
import dev.truemark.performance.Performances;
import dev.truemark.platform.reading.Engine;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.risk.PortfolioRiskView;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.ValuationView;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Everything that is computed of a portfolio, and the proof that it is what the facts say. */
@Path("/api/v1/portfolios/{id}/calculate")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class CalculateResource {
    private final LedgerReads ledger;
    private final ValuationService valuations;
    private final Figures figures;
    private final Performances performances;
    private final Contributions contributions;
    private final FixedIncomes bonds;
    private final CurrentCaller current;
    private final Engine engine;

    CalculateResource(
            LedgerReads ledger,
            ValuationService valuations,
            Figures figures,
            Performances performances,
            Contributions contributions,
            FixedIncomes bonds,
            CurrentCaller current,
            Engine engine) {
        this.ledger = ledger;
        this.valuations = valuations;
        this.figures = figures;
        this.performances = performances;
        this.contributions = contributions;
        this.bonds = bonds;
        this.current = current;
        this.engine = engine;
    }

    /** Hashes by {@code docs/state-hash.md}: as served, and recomputed from nothing but the facts. */
    record ColdView(
            String booksHash,
            String coldBooksHash,
            boolean booksEqual,
            String stateHash,
            String coldStateHash,
            boolean stateEqual,
            boolean performanceEqual) {
        static ColdView of(Valued served, Valued cold, boolean performanceEqual) {
            String books = served.books().booksHash();
            String coldBooks = cold.books().booksHash();
            String state = served.stateHash();
            String coldState = cold.stateHash();
            return new ColdView(
                    books,
                    coldBooks,
                    books.equals(coldBooks),
                    state,
                    coldState,
                    state.equals(coldState),
                    performanceEqual);
        }
    }

    record CalculationView(
            @JsonUnwrapped BooksStamp books,
            ValuationView valuation,
            PerformanceView performance,
            ContributionsView contribution,
            PortfolioRiskView risk,
            AllocationView allocation,
            FixedIncomeView fixedIncome,
            ColdView recomputation) {}

    @POST
    @Operation(
            summary = "Every figure of a portfolio, and whether its books equal a cold recomputation",
            description =
                    "All figures are of one date and one state of knowledge, those of the answer: GET of any of them with "
                            + "this as_of and known_at answers the same. recomputation books all facts again from the "
                            + "beginning, values them and every day of them; books_equal, state_equal and performance_equal say whether "
                            + "that is what was served. "
                            + "Nothing is stored.")
    public Uni<CalculationView> calculate(@RestPath String id, @BeanParam BooksParameters when) {
        BooksQuery asked = when.query(current.caller().id(), id);
        return ledger.books(asked).map(Books::head).chain(head -> calculated(asked.at(head.asOf(), head.knownAt())));
    }

    private Uni<CalculationView> calculated(BooksQuery pinned) {
        return figures.of(pinned)
                .chain(of -> contributions
                        .of(pinned)
                        .chain(contribution -> bonds.of(of.valued())
                                .chain(bond -> ledger.coldBooks(pinned)
                                        .chain(valuations::value)
                                        .chain(cold -> performances
                                                .cold(pinned)
                                                .map(returns -> ColdView.of(
                                                        of.valued(),
                                                        cold,
                                                        of.performance().isSameAs(returns))))
                                        .map(cold -> view(of, contribution, bond, cold)))));
    }

    private CalculationView view(Figures.Of of, ContributionsView contribution, FixedIncomeView bond, ColdView cold) {
        BooksHead head = of.head();
        return new CalculationView(
                BooksStamp.of(head, engine.version()),
                ValuationView.of(of.valued(), engine.version()),
                of.performance(),
                contribution,
                of.risk(),
                of.allocation(),
                bond,
                cold);
    }
}
