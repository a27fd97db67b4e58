package dev.truemark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The rules of ARCHITECTURE, each over the packages below a root, with the classes planted to break it. */
enum ArchitectureRule {
    CORE_USES_JAVA_AND_NAMED_LIBRARIES(
            root -> classes().that().resideInAPackage(root + ".core..").should(new NamedLibraries(root)),
            "core.money.UsesAFramework",
            "core.money.DoesIo",
            "core.money.Logs",
            "core.money.KnowsThePlatform",
            "core.time.UsesAFramework"),

    CORE_HAS_NO_CLOCK(
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + ".core..")
                    .should()
                    .callMethodWhere(asksForTheTime())
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Clock.class, InstantSource.class),
            "core.money.HoldsAClock",
            "core.money.AsksForNow",
            "core.money.MeasuresTime"),

    CORE_PACKAGES_USE_EARLIER_ONES(
            root -> classes().that().resideInAPackage(root + ".core..").should(new CoreOrder(root)),
            "core.money.KnowsValuation",
            "core.market.KnowsTheLedger",
            "core.unlisted.Stray"),

    PLATFORM_KNOWS_NEITHER_CORE_NOR_FEATURES(
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + ".platform..")
                    .should()
                    .dependOnClassesThat(
                            inPackages(root + "..").and(DescribedPredicate.not(inPackages(root + ".platform..")))),
            "platform.KnowsTheCore",
            "platform.KnowsAFeature"),

    THE_CLIENT_USES_THE_JDK_AND_JACKSON(
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + ".client..")
                    .should()
                    .dependOnClassesThat(otherThanOfAClient(root)),
            "client.KnowsTheService",
            "client.UsesAFramework"),

    THE_SERVICE_DOES_NOT_USE_ITS_CLIENT(
            root -> noClasses()
                    .that()
                    .resideOutsideOfPackage(root + ".client..")
                    .should()
                    .dependOnClassesThat(inPackages(root + ".client..")),
            "alpha.UsesTheClient"),

    INSIDES_OF_A_FEATURE_ARE_PACKAGE_PRIVATE(
            root -> noClasses().that(insideAFeature(root)).should().bePublic(), "alpha.OpenResource"),

    A_FEATURE_USES_NO_INSIDES_OF_ANOTHER(
            root -> classes().that().resideInAPackage(root + "..").should(new NeighbourInsides(insideAFeature(root))),
            "beta.UsesANeighboursResource"),

    NOTHING_USES_JTA_TRANSACTIONS(
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta.transaction.."),
            "alpha.Transacts"),

    NOTHING_IS_INJECTED_INTO_FIELDS(
            root -> noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(root + "..")
                    .should()
                    .beAnnotatedWith(Inject.class),
            "alpha.InjectsAField"),

    NAMES_SAY_WHAT_A_CLASS_IS(
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should()
                    .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto)"),
            "alpha.OrderManager");

    private static final Set<String> INSIDES = Set.of("Resource", "Repository", "Entity", "Stage", "Socket");

    private final Function<String, ArchRule> rule;
    private final List<String> planted;

    ArchitectureRule(Function<String, ArchRule> rule, String... planted) {
        this.rule = rule;
        this.planted = List.of(planted);
    }

    /** The rule for the packages below {@code root}. */
    ArchRule below(String root) {
        return rule.apply(root).allowEmptyShould(true);
    }

    /** Names below the fixture's root of the classes that break it. */
    List<String> planted() {
        return planted;
    }

    private static DescribedPredicate<JavaClass> inPackages(String... packages) {
        return resideInAnyPackage(packages);
    }

    private static DescribedPredicate<JavaClass> otherThanOfAClient(String root) {
        DescribedPredicate<JavaClass> ofAClient = inPackages(
                "java..", "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..", root + ".client..");
        return DescribedPredicate.describe("are neither of the JDK, nor of Jackson, nor of the client", used -> {
            JavaClass type = used.getBaseComponentType();
            return !type.isPrimitive() && !ofAClient.test(type);
        });
    }

    private static DescribedPredicate<JavaCall<?>> asksForTheTime() {
        return DescribedPredicate.describe("ask for the time", call -> {
            String owner = call.getTargetOwner().getFullName();
            String name = call.getName();
            boolean now = owner.startsWith("java.time.") && (name.equals("now") || name.equals("systemDefault"));
            boolean system =
                    owner.equals("java.lang.System") && (name.equals("currentTimeMillis") || name.equals("nanoTime"));
            return now || system;
        });
    }

    private static DescribedPredicate<JavaClass> insideAFeature(String root) {
        return DescribedPredicate.describe(
                "are entities, repositories, resources, stages or sockets of a feature",
                c -> c.getPackageName().startsWith(root + ".")
                        && !c.getPackageName().startsWith(root + ".core")
                        && !c.getPackageName().startsWith(root + ".platform")
                        && INSIDES.stream().anyMatch(c.getSimpleName()::endsWith));
    }
}
