package dev.truemark.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.truemark.auth.TestUser;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OpenConnections;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as somebody sees it who sits before it. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(Lively.class)
class BrowserTest {
    private static Chromium chromium;

    @TestHTTPResource("/")
    URI truemark;

    @Inject
    OpenConnections connections;

    private final List<String> complaints = new ArrayList<>();
    private Exchange exchange;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(Exchange.PATIENCE.toMillis());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) chromium.close();
    }

    @BeforeEach
    void somebodyWithAPortfolio() {
        exchange = new Exchange();
        context = chromium.fresh(new Browser.NewContextOptions().setViewportSize(1280, 900));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) complaints.add(message.text());
        });
    }

    /** No error, and nothing that the policy of the page refuses, its charts included. */
    @AfterEach
    void nothingWentWrongUnseen() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    private void logIn() {
        page.navigate(truemark.toString());
        page.getByLabel("User name or e-mail").fill(exchange.user().name());
        page.getByLabel("Password").fill(TestUser.PASSWORD);
        page.keyboard().press("Enter");
    }

    private void openThePortfolio() {
        logIn();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Savings"))
                .click();
        assertThat(figure("Explain total value")).hasText("5,100.00");
    }

    private Locator figure(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void aWrongPasswordIsToldAndARightOneLeadsToThePortfolios() {
        page.navigate(truemark.toString());
        page.getByLabel("User name or e-mail").fill(exchange.user().name());
        page.getByLabel("Password").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#login [role=alert]")).not().isEmpty();

        logIn();

        Locator card = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Savings"));
        assertThat(card).containsText("5,100.00 EUR");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                .click();
        assertThat(page.getByLabel("Password")).isVisible();
    }

    /** 10 shares: 110 → 112.5 is 1,125 beside 4,000 euros of cash; they cost 1,000, and were 1,100 yesterday. */
    @Test
    void aTickMovesEveryFigureThatItMustAndTheStateIsProven() {
        openThePortfolio();

        exchange.price("112.5");

        assertThat(page.getByText("112.5", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(figure("Explain market value of Page & Sons")).hasText("1,125.00");
        assertThat(figure("Explain total value")).hasText("5,125.00");
        assertThat(figure("Explain unrealised gain")).hasText("+125.00");
        assertThat(page.locator("#total_gain_loss_percent")).hasText("+12.5 %");
        assertThat(page.locator("#today")).hasText("+25.00");
        assertThat(page.locator("#today_return")).hasText("+0.49… %");
        assertThat(page.locator("#today_parts")).isEmpty();
        assertThat(page.locator("#proof")).containsText("proven");
        assertThat(page.locator("#allocation")).containsText("Paper");
        assertThat(page.locator("#allocation")).containsText("4,000.00");
        assertThat(page.locator("#allocation-chart canvas")).isVisible();
        assertThat(page.locator("#performance-chart canvas")).isVisible();
        assertThat(page.locator("#risk")).containsText("Volatility");
        assertThat(page.locator("#panel-lots tbody tr")).hasCount(1);
    }

    /** Yesterday a share was worth 110, now 112.5; what concerns the present alone is not shown beside the past. */
    @Test
    void theTimeMachineShowsADayOfThePastPlaysToTodayAndComesBack() {
        openThePortfolio();
        exchange.price("112.5");
        assertThat(figure("Explain total value")).hasText("5,125.00");

        exchange.awaitStored("5125");
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        page.getByLabel("Day", new Page.GetByLabelOptions().setExact(true)).fill(yesterday);

        assertThat(figure("Explain total value")).hasText("5,100.00");
        assertThat(page.locator("#as-of")).containsText("as of " + yesterday + ", as known at");
        assertThat(page.locator("#proof")).containsText("proven");
        assertThat(page.locator("#risk")).isHidden();
        figure("Explain total value").click();
        assertThat(page.locator("#derivation")).containsText("5,100");
        page.keyboard().press("Escape");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play"))
                .click();
        assertThat(figure("Explain total value")).hasText("5,125.00");
        assertThat(page.locator("#as-of")).containsText("as of " + LocalDate.now(ZoneOffset.UTC));
        assertThat(page.locator("#time-play")).containsText("Play");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Back to now"))
                .click();
        exchange.price("113");
        assertThat(figure("Explain total value")).hasText("5,130.00");
        assertThat(page.locator("#risk")).isVisible();
    }

    @Test
    void itLosesTheServerSaysSoAndRecoversByItself() {
        openThePortfolio();

        context.setOffline(true);
        connections.forEach(each -> each.closeAndAwait(new CloseReason(1012)));
        assertThat(page.locator("#state")).containsText("Connection lost");
        assertThat(figure("Explain total value")).hasText("5,100.00");
        exchange.price("120");
        context.setOffline(false);

        assertThat(page.locator("#state")).hasText("Live");
        assertThat(figure("Explain total value")).hasText("5,200.00");
    }

    /** Two good rows and a bad one: shown first, then taken in without it; the lots follow. */
    @Test
    void aFileIsShownBeforeItIsTakenIn() {
        openThePortfolio();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Import"))
                .click();
        String row = "DEPOT,BUY,2026-02-03," + exchange.security() + ",%s,105,EUR\n";
        String csv = "portfolio_id,transaction_type,transaction_date,security_id,quantity,price,trade_currency\n"
                + row.formatted("1") + row.formatted("many") + row.formatted("2");

        page.locator("#file")
                .setInputFiles(new FilePayload("trades.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));

        assertThat(page.locator("#preview tbody tr")).hasCount(3);
        assertThat(page.locator("#preview tbody tr").nth(1)).containsText("quantity: The value is not a decimal");
        assertThat(page.locator("#preview")).containsText("nothing has been changed yet");
        assertThat(figure("Explain quantity of Page & Sons")).hasText("10");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import 2 rows"))
                .click();

        assertThat(page.locator("#preview")).containsText("was taken in");
        assertThat(figure("Explain quantity of Page & Sons")).hasText("13");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Open lots"))
                .click();
        assertThat(page.locator("#panel-lots tbody tr")).hasCount(3);
    }

    /** 5,100 until the price of ten shares is over 112. */
    @Test
    void aRuleThatIsMadeHereFiresHere() {
        openThePortfolio();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Alerts"))
                .click();
        Locator form = page.locator("#rule-form");
        form.getByLabel("Threshold").fill("many");
        form.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("#rule-notice")).containsText("threshold");
        form.getByLabel("Threshold").fill("5120");
        form.getByLabel("Name").fill("Rich");
        form.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("#rules li")).containsText("Rich");
        assertThat(page.locator("#rule-notice")).isEmpty();

        exchange.price("113");

        assertThat(page.locator("#alert-notice")).hasText("“Rich” fired at 5,130.");
        assertThat(page.locator("#alerts tr")).containsText("open");
        assertThat(page.locator("#tab-alerts")).hasText("Alerts (1)");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove Rich"))
                .click();
        assertThat(page.locator("#rules li")).hasCount(0);
        assertThat(page.locator("#alerts tr")).containsText("rule removed");
    }

    @Test
    void aNumberExplainsItselfByKeyboardDownToTheTrade() {
        openThePortfolio();

        figure("Explain market value of Page & Sons").focus();
        page.keyboard().press("Enter");

        Locator derivation = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Derivation"));
        assertThat(derivation).containsText("1,100");
        assertThat(derivation).containsText("quantity of BUY T2");
        page.keyboard().press("Escape");
        assertThat(derivation).isHidden();
    }

    /** Bought, and never quoted: no total is made up. */
    @Test
    void whatIsMissingIsSaidWhereItIs() {
        exchange.buyWithoutPrice();
        logIn();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Savings"))
                .click();

        assertThat(page.locator("#quality")).containsText("No price or rate for " + exchange.unpriced());
        assertThat(page.locator("#positions .chip.bad")).containsText("missing");
        assertThat(figure("Explain total value")).hasText("–");
    }
}
