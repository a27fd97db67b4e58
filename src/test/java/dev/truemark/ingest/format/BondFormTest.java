package dev.truemark.ingest.format;

import static dev.truemark.ingest.format.Told.READING;
import static dev.truemark.ingest.format.Told.errors;
import static dev.truemark.ingest.format.Told.json;
import static dev.truemark.ingest.format.Told.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.instrument.Quotation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BondFormTest {
    private static final String ALL = "'maturity_date':'2025-01-15','coupon_rate':'0.04','frequency':2,"
            + "'day_count':'ACT/ACT_ICMA','yield_convention':'US_STREET'";

    private static ReceivedInstrument told(String bond) {
        return value(ReceivedInstrument.parse(json("{'security_id':'B','bond':{" + bond + "}}"), READING));
    }

    private static Quotation quotation(String bond) {
        return BondForm.quotation(Optional.empty(), Optional.of(told(bond).terms()));
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'maturity_date':'soon'                                        | bond.maturity_date WRONG_FORMAT
        'maturity_date':'2025-01-15T10:00:00Z'                        | bond.maturity_date WRONG_FORMAT
        'maturity_date':'9500-01-15'                                  | bond.maturity_date DATE_OUT_OF_RANGE
        'maturity_date':'2025-01-15','issue_date':'2025-01-15'        | bond.issue_date OUT_OF_ORDER
        'maturity_date':'2025-01-15','first_coupon_date':'2026-01-15' | bond.first_coupon_date OUT_OF_ORDER
        'maturity_date':'2025-01-15','frequency':2,'first_coupon_date':'2024-02-15' | bond.first_coupon_date NOT_A_COUPON_DATE
        'coupon_rate':'five'                                          | bond.coupon_rate NOT_A_NUMBER
        'coupon_rate':-0.01                                           | bond.coupon_rate NEGATIVE
        'coupon_rate':'11'                                            | bond.coupon_rate OUT_OF_RANGE
        'coupon_rate':'0.1234567890123456'                            | bond.coupon_rate OUT_OF_RANGE
        'frequency':5                                                 | bond.frequency UNKNOWN_VALUE
        'frequency':0,'coupon_rate':'0.05'                            | bond.frequency CONTRADICTION
        'day_count':'ACT/364'                                         | bond.day_count UNKNOWN_VALUE
        'yield_convention':'MOON'                                     | bond.yield_convention UNKNOWN_VALUE
        'ex_coupon_days':61                                           | bond.ex_coupon_days OUT_OF_RANGE
        'ex_coupon_days':1.5                                          | bond.ex_coupon_days OUT_OF_RANGE
        'redemption':0                                                | bond.redemption NOT_POSITIVE
        'redemption':1000001                                          | bond.redemption OUT_OF_RANGE
        'calendar':'MARS'                                             | bond.calendar UNKNOWN_VALUE
        'price_type':'MID'                                            | bond.price_type UNKNOWN_VALUE
        'price_unit':'BASIS'                                          | bond.price_unit UNKNOWN_VALUE
        'factor':1000.01                                              | bond.factor OUT_OF_RANGE
        'factor':1,'factors':[]                                       | bond.factor NOT_TOGETHER
        'factors':7                                                   | bond.factors WRONG_TYPE
        'factors':[{'date':'2024-01-01'}]                             | bond.factors[0].factor REQUIRED
        'factors':[{'factor':1}]                                      | bond.factors[0].date REQUIRED
        'factors':[{'date':'2024-01-01','factor':1},{'date':'2024-01-01','factor':1}] | bond.factors[1].date DUPLICATE
        """)
    void whatCannotBeABondIsRefused(String bond, String error) {
        assertThat(errors(ReceivedInstrument.parse(json("{'security_id':'B','bond':{" + bond + "}}"), READING)))
                .containsExactly(error);
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        assertThat(errors(ReceivedInstrument.parse(
                        json("{'security_id':'B','bond':{'frequency':5,'dayCount':'X','priceType':'Y'}}"), READING)))
                .containsExactlyInAnyOrder(
                        "bond.frequency UNKNOWN_VALUE",
                        "bond.day_count UNKNOWN_VALUE",
                        "bond.price_type UNKNOWN_VALUE");
    }

    @Test
    void bothSpellingsAreKeptAsOne() {
        String camel = told("'maturityDate':'2025-01-15','priceType':'clean','priceUnit':'percent','rating':'AA'")
                .terms();
        String snake = told("'maturity_date':'2025-01-15','price_type':'CLEAN','price_unit':'PERCENT','rating':'AA'")
                .terms();

        assertThat(json(camel)).isEqualTo(json(snake));
        assertThat(camel).contains("\"rating\":\"AA\"");
    }

    @Test
    void completeTermsSayWhatAPriceMeans() {
        Quotation quotation = quotation(ALL + ",'price_type':'CLEAN','price_unit':'PERCENT','factor':'0.5'");

        assertThat(quotation).isInstanceOfSatisfying(Quotation.OfFace.class, face -> {
            assertThat(face.isClean()).isTrue();
            assertThat(face.isPercent()).isTrue();
            assertThat(face.factorOn(LocalDate.EPOCH)).isEqualByComparingTo(new BigDecimal("0.5"));
            assertThat(face.terms()).isPresent();
        });
    }

    @ParameterizedTest(name = "without what is needed: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'price_type':'CLEAN','price_unit':'PERCENT'
        'maturity_date':'2025-01-15','frequency':2,'day_count':'ACT/365F','price_type':'CLEAN','price_unit':'PERCENT'
        """)
    void withoutTermsThereIsNothingToAccrue(String bond) {
        assertThat(quotation(bond))
                .isInstanceOfSatisfying(
                        Quotation.OfFace.class, face -> assertThat(face.terms()).isEmpty());
    }

    @Test
    void withoutAConventionNoPriceMeansAnything() {
        assertThat(quotation(ALL + ",'price_type':'CLEAN'")).isEqualTo(Quotation.UNKNOWN);
        assertThat(quotation(ALL + ",'price_unit':'PERCENT'")).isEqualTo(Quotation.UNKNOWN);
        assertThat(quotation("")).isEqualTo(Quotation.UNKNOWN);
    }

    @ParameterizedTest(name = "a {0} without bond terms: {1}")
    @CsvSource({
        "Bond, true",
        "Corporate Bond, true",
        "GOVERNMENT_BONDS, true",
        "Fixed Income, true",
        "Equity, false",
        "Bond Fund, false",
        "ETF, false",
    })
    void whatIsCalledABondIsNotTakenForAShare(String productType, boolean unknown) {
        assertThat(BondForm.quotation(Optional.of(productType), Optional.empty()))
                .isEqualTo(unknown ? Quotation.UNKNOWN : Quotation.UNIT);
    }
}
