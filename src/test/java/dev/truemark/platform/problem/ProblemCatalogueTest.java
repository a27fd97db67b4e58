package dev.truemark.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemCatalogueTest {

    private static List<ProblemType> everyProblem() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.truemark").stream()
                        .filter(each -> each.isAssignableTo(ProblemType.class) && each.isEnum())
                        .map(JavaClass::reflect)
                        .flatMap(each -> Arrays.stream((ProblemType[]) each.getEnumConstants()))
                        .toList();
    }

    @Test
    void everyCodeIsUniqueAndUpperCase() {
        List<ProblemType> all = everyProblem();
        assertThat(all).contains(CommonProblems.values());
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(ProblemType::code, Collectors.counting()));
        assertThat(counts).allSatisfy((code, count) -> {
            assertThat(count).as(code).isEqualTo(1);
            assertThat(code).matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
        });
    }

    @Test
    void everyProblemHasAnErrorStatusATitleAndAUri() {
        assertThat(everyProblem()).allSatisfy(each -> {
            assertThat(each.status()).isBetween(400, 599);
            assertThat(each.title()).isNotBlank().doesNotEndWith(".");
            assertThat(each.uri()).matches("https://truemark\\.dev/problems/[a-z0-9]+(-[a-z0-9]+)*");
        });
    }

    @Test
    void clientsMayRelyOnTheCommonCodes() {
        assertThat(Arrays.stream(CommonProblems.values()).map(each -> each.status() + " " + each.code()))
                .containsExactly(
                        "400 BAD_REQUEST",
                        "400 UNKNOWN_PARAMETER",
                        "400 MALFORMED_JSON",
                        "401 UNAUTHENTICATED",
                        "403 FORBIDDEN",
                        "404 NOT_FOUND",
                        "405 METHOD_NOT_ALLOWED",
                        "406 NOT_ACCEPTABLE",
                        "409 CONFLICT",
                        "409 IDEMPOTENCY_KEY_REUSED",
                        "410 GONE",
                        "413 PAYLOAD_TOO_LARGE",
                        "415 UNSUPPORTED_MEDIA_TYPE",
                        "422 VALIDATION_FAILED",
                        "429 TOO_MANY_REQUESTS",
                        "500 INTERNAL",
                        "503 UNAVAILABLE");
    }

    @Test
    void theBodyIsThatOfRfc9457() {
        ProblemException problem = ProblemException.invalid("transactions[3].price", "REQUIRED", "A price is needed.");
        assertThat(new JsonObject(problem.json("/api/v1/ingest/transactions"))).isEqualTo(new JsonObject("""
                                {"type": "https://truemark.dev/problems/validation-failed",
                                 "title": "The request is well-formed but not valid",
                                 "status": 422,
                                 "detail": "One field is not valid.",
                                 "instance": "/api/v1/ingest/transactions",
                                 "code": "VALIDATION_FAILED",
                                 "errors": [{"field": "transactions[3].price", "code": "REQUIRED",
                                             "message": "A price is needed."}]}
                                """));
    }

    @Test
    void retryAfterRoundsUpToWholeSeconds() {
        ProblemException busy = new ProblemException(CommonProblems.TOO_MANY_REQUESTS, "Wait.");
        assertThat(busy.retryAfter(Duration.ofMillis(1001)).headers()).containsEntry("Retry-After", "2");
        assertThat(busy.retryAfter(Duration.ZERO).headers()).containsEntry("Retry-After", "1");
    }
}
