package dev.truemark.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OpenConnections;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JavaScript client in the engine it is for, without the page. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(Lively.class)
class ClientTest {
    private static Chromium chromium;

    @TestHTTPResource("/truemark-client.js")
    URI client;

    @Inject
    OpenConnections connections;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) chromium.close();
    }

    @BeforeEach
    void aDocumentOfTheSameOrigin() {
        context = chromium.fresh(new Browser.NewContextOptions());
        page = context.newPage();
        page.navigate(client.toString());
    }

    @AfterEach
    void close() {
        context.close();
    }

    /** Those of docs/state-hash.md. */
    @Test
    void theGoldenVectorOfTheDocumentationComesOut() {
        Object hash = page.evaluate("""
                async () => {
                  const { stateHash, stateLines } = await import('/truemark-client.js');
                  const apple = {security_id: 'SEC_AAPL', currency: 'USD', quantity: '60', cost_basis: '9000',
                    cost_basis_base: '8181.81', price: '170', fx_rate: '0.9', market_value: '10200', market_value_base: '9180'};
                  const unpriced = {security_id: 'NO_PRICE', currency: 'EUR', quantity: '5', cost_basis: '250',
                    cost_basis_base: '250', price: null, fx_rate: '1', market_value: null, market_value_base: null};
                  const gone = {...apple, security_id: 'GONE', quantity: '0'};
                  const cash = [{currency: 'EUR', balance: '1000.5', fx_rate: '1', balance_base: '1000.5'},
                    {currency: 'USD', balance: '-20', fx_rate: '0.9', balance_base: '-18'}, {currency: 'CHF', balance: '0'}];
                  return [await stateHash(stateLines([apple, gone, unpriced], cash)), await stateHash([])];
                }""");

        assertThat(hash)
                .isEqualTo(List.of(
                        "7b7a7c4642b6e93ffe703cc5adbd905c902f4ec776dc6c65c082c981758da450",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    @Test
    void anIdCannotPassForTwoParts() {
        Object lines = page.evaluate("""
                async () => (await import('/truemark-client.js')).stateLines(
                  [{security_id: 'A|B\\\\C\\nD', currency: 'EUR', quantity: '1', cost_basis: '2'}], [])""");

        assertThat(lines).isEqualTo(List.of("position|A\\pB\\\\C\\nD|EUR|1|2|||||"));
    }

    @Test
    void whatDoesNotContinueIsNotFolded() {
        Object outcome = page.evaluate("""
                async () => {
                  const { PortfolioState } = await import('/truemark-client.js');
                  const state = new PortfolioState({epoch: 'e', seq: 3, valuation: {positions: [{security_id: 'A', quantity: '1'}], cash: []}});
                  const delta = {epoch: 'e', prev_seq: 3, seq: 5, positions: [{security_id: 'A', quantity: '0'}], totals: {}};
                  const fits = [delta, {...delta, prev_seq: 4}, {...delta, epoch: 'f'}].map(each => state.isContinuedBy(each));
                  state.fold(delta);
                  try { state.fold(delta); } catch (refused) { return [...fits, state.seq, state.positions.size, refused.name]; }
                }""");

        assertThat(outcome).isEqualTo(List.of(true, false, false, 5, 0, "RangeError"));
    }

    /** Digits are grouped or left out in sight; none is ever another one. */
    @Test
    void thePageRoundsNothing() {
        Object texts = page.evaluate("""
                async () => {
                  const { change, exact, less, money, percent, show } = await import('/page/decimal.js');
                  const { el, put } = await import('/page/dom.js');
                  return [money('-1234567.899'), money('5100'), money('0.005'), money('12345678901234567890.1'), money(null),
                    exact('1000.000000001'), percent('25.559'), change('-0.0055'), change('0.00001'), change('1'), change('0.1'),
                    show('1e5'), less('1000.1', '900', '0.1'), less('0.1', '0.3'), String(less('1', null)),
                    put(el('p'), '1.23… (4.56… %) gained', '').textContent];
                }""");

        assertThat(texts)
                .isEqualTo(List.of(
                        "−1,234,567.89…",
                        "5,100.00",
                        "0.00…",
                        "12,345,678,901,234,567,890.10",
                        "–",
                        "1,000.000000001",
                        "+25.55… %",
                        "−0.55 %",
                        "+0.00… %",
                        "+100 %",
                        "+10 %",
                        "1e5",
                        "100",
                        "-0.2",
                        "null",
                        "1.23… (4.56… %) gained"));
    }

    /** Each alert once, also the one of the time without a connection. */
    @Test
    void alertsOfATimeWithoutAConnectionAreHeardOnce() {
        Exchange exchange = new Exchange();
        exchange.user()
                .request()
                .contentType("application/json")
                .body(Map.of("kind", "VALUE", "direction", "ABOVE", "threshold", "5120"))
                .post("/api/v1/portfolios/DEPOT/alert-rules")
                .then()
                .statusCode(201);
        page.evaluate("""
                async token => {
                  const { TruemarkClient } = await import('/truemark-client.js');
                  window.seen = [];
                  window.client = new TruemarkClient({ token: () => token });
                  window.alerts = window.client.alerts('DEPOT', { since: 0 });
                  window.alerts.addEventListener('alert', ({detail}) => window.seen.push(`${detail.seq} ${detail.event} ${detail.value}`));
                  window.client.alerts('NONE').addEventListener('error', ({detail}) => window.seen.push(detail.code));
                }""", exchange.user().token());
        exchange.price("113");
        await().atMost(Exchange.PATIENCE)
                .untilAsserted(() -> assertThat(seen()).containsExactly("NOT_FOUND", "1 FIRED 5130"));

        connections.forEach(each -> each.closeAndAwait(new CloseReason(1012)));
        exchange.price("100");
        await().atMost(Exchange.PATIENCE)
                .untilAsserted(
                        () -> assertThat(seen()).containsExactly("NOT_FOUND", "1 FIRED 5130", "2 RESOLVED 5000"));
        page.evaluate("() => window.client.close()");
    }

    /** Closed by the server, and closed again with a frame lost: it resumes the one and asks anew after the other. */
    @Test
    void itComesBackToWhereItWasAndProvesWhatItHolds() {
        Exchange exchange = new Exchange();
        page.evaluate("""
                async token => {
                  const { TruemarkClient } = await import('/truemark-client.js');
                  window.seen = [];
                  window.client = new TruemarkClient({ token: reason => { window.seen.push('token ' + reason); return token; } });
                  window.live = window.client.subscribe('DEPOT');
                  window.live.addEventListener('change', ({detail}) => window.seen.push(detail.cause.type));
                  window.live.addEventListener('resync', ({detail}) => window.seen.push('resync ' + detail.reason));
                  window.live.addEventListener('verified', ({detail}) => window.seen.push('verified'));
                }""", exchange.user().token());
        awaitTotal("5100");

        connections.forEach(each -> each.closeAndAwait(new CloseReason(1012)));
        exchange.price("120");
        awaitTotal("5200");
        assertThat(seen()).containsOnlyOnce("SNAPSHOT").contains("token connect");

        // A frame that is lost on the way
        page.evaluate("() => { window.live.state.seq--; }");
        exchange.price("121");
        awaitTotal("5210");
        assertThat(seen()).contains("resync GAP");

        // A figure that is wrong is noticed at the next heartbeat
        page.evaluate("() => { window.seen.length = 0; window.live.state.cash.get('EUR').balance = '4000.01'; }");
        await().atMost(Exchange.PATIENCE)
                .untilAsserted(
                        () -> assertThat(seen()).containsSubsequence("resync WRONG_HASH", "SNAPSHOT", "verified"));
        page.evaluate("() => window.client.close()");
    }

    @Test
    void aPortfolioThatIsNotThereIsAnErrorOnceAndATokenThatIsNoneAnEnd() {
        Exchange exchange = new Exchange();
        page.evaluate("""
                async token => {
                  const { TruemarkClient, Unauthorized } = await import('/truemark-client.js');
                  window.seen = [];
                  const client = new TruemarkClient({ token: () => token });
                  client.subscribe('NOWHERE').addEventListener('error', ({detail}) => window.seen.push(detail.code));
                  const guest = new TruemarkClient({ token: reason => {
                    window.seen.push(reason);
                    if (reason === 'failed') throw new Unauthorized('over');
                    return 'none';
                  }});
                  guest.addEventListener('state', ({detail}) => window.seen.push(detail.state + ' ' + (detail.why ?? '')));
                  guest.subscribe('DEPOT');
                }""", exchange.user().token());

        await().atMost(Exchange.PATIENCE)
                .untilAsserted(() -> assertThat(seen())
                        .contains("NOT_FOUND")
                        .containsSubsequence("connect", "waiting ", "failed", "closed UNAUTHORIZED"));
    }

    private void awaitTotal(String total) {
        await().atMost(Exchange.PATIENCE)
                .untilAsserted(() -> assertThat(page.evaluate("() => window.live.state?.totals.total_value"))
                        .isEqualTo(total));
    }

    @SuppressWarnings("unchecked")
    private List<String> seen() {
        return (List<String>) page.evaluate("() => window.seen", Map.of());
    }
}
