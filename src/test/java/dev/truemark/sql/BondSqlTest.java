package dev.truemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.bond.FaceValue;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.time.CouponDates;
import dev.truemark.core.time.DayCount;
import dev.truemark.ingest.format.BondForm;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A unit of face is worth the same to the views as to the service, to the last digit, whatever its terms are. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class BondSqlTest {
    private static final int BONDS = 300;
    private static final int DAYS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    DataSource database;

    @ParameterizedTest
    @EnumSource(value = DayCount.class, mode = EnumSource.Mode.EXCLUDE, names = "BUS_252")
    void byEveryDayCount(DayCount dayCount) throws SQLException {
        Random random = new Random(dayCount.ordinal());
        int known = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement value =
                        connection.prepareStatement("SELECT analytics_parts.face_value(?::jsonb, ?, ?)")) {
            for (int n = 0; n < BONDS; n++) {
                LocalDate maturity = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(3000));
                String terms = terms(random, dayCount, maturity);
                for (int m = 0; m < DAYS; m++) {
                    LocalDate day = maturity.minusDays(random.nextInt(2000) - 5);
                    BigDecimal price = BigDecimal.valueOf(random.nextInt(20_000), 2);
                    Optional<BigDecimal> expected = expected(terms, price, day);
                    Optional<BigDecimal> shown = shown(value, terms, price, day);
                    assertThat(shown.map(BigDecimal::stripTrailingZeros))
                            .as(terms + " at " + price + " on " + day)
                            .isEqualTo(expected.map(BigDecimal::stripTrailingZeros));
                    if (shown.isPresent()) known++;
                }
            }
        }
        assertThat(known).isGreaterThan(BONDS);
    }

    private static Optional<BigDecimal> expected(String terms, BigDecimal price, LocalDate day) {
        Quotation quotation = BondForm.quotation(Optional.empty(), Optional.of("{\"bond\":" + terms + "}"));
        return FaceValue.perUnit(quotation, price, day);
    }

    private static Optional<BigDecimal> shown(PreparedStatement value, String terms, BigDecimal price, LocalDate day)
            throws SQLException {
        value.setString(1, terms);
        value.setBigDecimal(2, price);
        value.setDate(3, Date.valueOf(day));
        try (ResultSet row = value.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getBigDecimal(1));
        }
    }

    /** Sometimes with an issue, an odd first period, an ex-coupon period, a factor; now and then something is missing. */
    private static String terms(Random random, DayCount dayCount, LocalDate maturity) {
        int frequency = List.of(0, 1, 2, 2, 4, 12).get(random.nextInt(6));
        ObjectNode bond = JSON.createObjectNode()
                .put("maturity_date", maturity.toString())
                .put("day_count", dayCount.code())
                .put("price_type", random.nextBoolean() ? "CLEAN" : "DIRTY")
                .put("price_unit", random.nextInt(4) == 0 ? "UNIT" : "PERCENT");
        if (random.nextInt(20) > 0) bond.put("frequency", frequency);
        if (frequency > 0 && random.nextInt(20) > 0) bond.put("coupon_rate", "0.0" + (1 + random.nextInt(899)));
        if (random.nextBoolean())
            bond.put(
                    "issue_date", maturity.minusDays(400 + random.nextInt(1500)).toString());
        if (frequency > 0 && random.nextInt(3) == 0) {
            LocalDate first = new CouponDates(maturity, frequency).at(-random.nextInt(frequency));
            bond.put("first_coupon_date", first.toString());
        }
        if (random.nextInt(3) == 0) bond.put("ex_coupon_days", random.nextInt(15));
        if (random.nextInt(3) == 0) {
            bond.putArray("factors")
                    .addObject()
                    .put("date", maturity.minusDays(700).toString())
                    .put("factor", BigDecimal.valueOf(random.nextInt(2000), 3).toPlainString());
        }
        return bond.toString();
    }
}
