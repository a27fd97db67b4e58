package dev.truemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may use what. Each rule is kept by the service, and breaks on the classes planted to break it and on no other. */
class ArchitectureTest {
    private static final String SERVICE = "dev.truemark";
    private static final String FIXTURE = "dev.truemark.archfixture";
    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(SERVICE);
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(FIXTURE);

    @ParameterizedTest
    @EnumSource
    void theServiceKeeps(ArchitectureRule rule) {
        assertThat(PRODUCTION).isNotEmpty();

        rule.below(SERVICE).check(PRODUCTION);
    }

    @ParameterizedTest
    @EnumSource
    void plantedViolationsBreak(ArchitectureRule rule) {
        List<String> violations =
                rule.below(FIXTURE).evaluate(PLANTED).getFailureReport().getDetails();

        assertThat(rule.planted())
                .allSatisfy(planted -> assertThat(violations)
                        .anySatisfy(violation -> assertThat(violation).contains(FIXTURE + "." + planted)));
        assertThat(violations)
                .allSatisfy(violation -> assertThat(rule.planted())
                        .anySatisfy(planted -> assertThat(violation).contains(FIXTURE + "." + planted)));
    }
}
