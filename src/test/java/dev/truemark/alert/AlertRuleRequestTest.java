package dev.truemark.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.truemark.platform.json.JsonRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule may be, and every way in which it may not. */
class AlertRuleRequestTest {

    private static AlertRuleRequest read(String json) throws JsonProcessingException {
        return JsonRules.mapper().readValue(json.replace('\'', '"'), AlertRuleRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'VALUE','direction':'ABOVE','threshold':'1000000'}",
                "{'kind':'VALUE','direction':'BELOW','threshold':-5,'rearm':'10'}",
                "{'kind':'PRICE_MOVE','security_id':'AAPL','threshold':'0.05','rearm':'0.05'}",
                "{'kind':'PRICE_MOVE','security_id':'AAPL','threshold':'-0.05','direction':'BELOW','rearm':1}",
                "{'kind':'DRIFT','threshold':'0.05'}",
                "{'kind':'DRAWDOWN','threshold':'0.999'}",
                "{'kind':'VAR','threshold':'0.02','var_method':'PARAMETRIC','confidence':'0.99','horizon':10}",
                "{'kind':'STALE','threshold':'900'}",
                "{'kind':'STALE','threshold':'900','security_id':'AAPL','name':'Älter als 15 min','enabled':false}"
            })
    void aRuleOfEachKind(String json) throws JsonProcessingException {
        assertThat(read(json).errors().list()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                  | kind        | REQUIRED
            {'kind':'VALUE','direction':'ABOVE'}                                | threshold   | REQUIRED
            {'kind':'VALUE','threshold':1}                                      | direction   | REQUIRED
            {'kind':'VALUE','threshold':1,'direction':'EITHER'}                 | direction   | NOT_OF_KIND
            {'kind':'VALUE','threshold':1,'direction':'ABOVE','security_id':'A'} | security_id | NOT_OF_KIND
            {'kind':'VALUE','threshold':1,'direction':'ABOVE','rearm':-1}       | rearm       | NEGATIVE
            {'kind':'VALUE','threshold':1,'direction':'ABOVE','name':' '}       | name        | NOT_A_NAME
            {'kind':'VALUE','threshold':1234567890123456789,'direction':'ABOVE'} | threshold  | TOO_LONG
            {'kind':'VALUE','threshold':1,'direction':'ABOVE','confidence':0.9} | confidence  | NOT_OF_KIND
            {'kind':'DRIFT','threshold':1,'var_method':'HISTORICAL'}            | var_method  | NOT_OF_KIND
            {'kind':'DRIFT','threshold':1,'horizon':1}                          | horizon     | NOT_OF_KIND
            {'kind':'DRIFT','threshold':1,'direction':'BELOW'}                  | direction   | NOT_OF_KIND
            {'kind':'DRIFT','threshold':0}                                      | threshold   | NOT_POSITIVE
            {'kind':'DRIFT','threshold':'0.05','rearm':'0.06'}                  | rearm       | TOO_LARGE
            {'kind':'DRAWDOWN','threshold':1}                                   | threshold   | TOO_LARGE
            {'kind':'PRICE_MOVE','threshold':'0.1'}                             | security_id | REQUIRED
            {'kind':'PRICE_MOVE','threshold':'-0.1','security_id':'A'}          | threshold   | NOT_POSITIVE
            {'kind':'VAR','threshold':'0.1','confidence':'0.4'}                 | confidence  | OUT_OF_RANGE
            {'kind':'VAR','threshold':'0.1','confidence':'1'}                   | confidence  | OUT_OF_RANGE
            {'kind':'VAR','threshold':'0.1','horizon':253}                      | horizon     | OUT_OF_RANGE
            {'kind':'STALE','threshold':-1}                                     | threshold   | NOT_POSITIVE
            {'kind':'STALE','threshold':1,'security_id':''}                     | security_id | NOT_A_NAME
            """)
    void refusals(String json, String field, String code) throws JsonProcessingException {
        assertThat(read(json).errors().list())
                .anySatisfy(
                        error -> assertThat(error.field() + " " + error.code()).isEqualTo(field + " " + code));
    }

    @Test
    void whatIsAbsentHasItsUsualValue() throws JsonProcessingException {
        AlertRuleEntity rule = new AlertRuleEntity();
        read("{'kind':'VAR','threshold':'0.02'}").writeTo(rule);
        assertThat(rule.name).isEqualTo("VAR");
        assertThat(rule.direction).isEqualTo(Direction.ABOVE);
        assertThat(rule.varMethod).isEqualTo(VarMethod.HISTORICAL);
        assertThat(rule.confidence).isEqualByComparingTo("0.95");
        assertThat(rule.horizon).isEqualTo(1);
        assertThat(rule.rearm).isZero();
        assertThat(rule.enabled).isTrue();

        read("{'kind':'PRICE_MOVE','threshold':'0.02','security_id':'A'}").writeTo(rule);
        assertThat(rule.direction).isEqualTo(Direction.EITHER);
        assertThat(rule.varMethod).isNull();
    }
}
