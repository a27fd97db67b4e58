-- Japanese bonds in the views for analysts: interest accrues over the days that are not 29 February.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE OR REPLACE FUNCTION analytics_parts.accrual_years(convention text, d1 date, d2 date, maturity date, frequency int) RETURNS numeric[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    first int;
    last int;
    days_1 numeric;
    days_2 numeric;
    whole_1 numeric;
    whole_2 numeric;
BEGIN
    IF d1 = d2 THEN
        RETURN ARRAY[0, 1];
    ELSIF convention = 'ACT/ACT_ICMA' THEN
        first := analytics_parts.coupon_number(maturity, frequency, d1);
        last := analytics_parts.coupon_number(maturity, frequency, d2);
        whole_1 := analytics_parts.coupon_date(maturity, frequency, first + 1) - analytics_parts.coupon_date(maturity, frequency, first);
        IF first = last THEN
            RETURN ARRAY[d2 - d1, whole_1 * frequency];
        END IF;
        whole_2 := analytics_parts.coupon_date(maturity, frequency, last + 1) - analytics_parts.coupon_date(maturity, frequency, last);
        days_1 := analytics_parts.coupon_date(maturity, frequency, first + 1) - d1;
        days_2 := d2 - analytics_parts.coupon_date(maturity, frequency, last);
        RETURN ARRAY[days_1 * whole_2 + days_2 * whole_1 + (last - first - 1) * whole_1 * whole_2, whole_1 * whole_2 * frequency];
    ELSIF convention = 'ACT/ACT_ISDA' THEN
        whole_1 := make_date(extract(year FROM d1)::int + 1, 1, 1) - make_date(extract(year FROM d1)::int, 1, 1);
        IF extract(year FROM d1) = extract(year FROM d2) THEN
            RETURN ARRAY[d2 - d1, whole_1];
        END IF;
        whole_2 := make_date(extract(year FROM d2)::int + 1, 1, 1) - make_date(extract(year FROM d2)::int, 1, 1);
        days_1 := make_date(extract(year FROM d1)::int + 1, 1, 1) - d1;
        days_2 := d2 - make_date(extract(year FROM d2)::int, 1, 1);
        RETURN ARRAY[days_1 * whole_2 + days_2 * whole_1
            + (extract(year FROM d2)::int - extract(year FROM d1)::int - 1) * whole_1 * whole_2, whole_1 * whole_2];
    ELSIF convention = 'ACT/365F' THEN
        RETURN ARRAY[d2 - d1, 365];
    ELSIF convention = 'ACT/360' THEN
        RETURN ARRAY[d2 - d1, 360];
    ELSIF convention = 'NL/365' THEN
        RETURN ARRAY[d2 - d1 - (
            SELECT count(*) FROM generate_series(extract(year FROM d1)::int, extract(year FROM d2)::int) AS leap(year)
            WHERE make_date(year, 3, 1) - 1 = make_date(year, 2, 28) + 1
                AND make_date(year, 3, 1) - 1 > d1 AND make_date(year, 3, 1) - 1 <= d2), 365];
    ELSIF convention LIKE '30%' THEN
        RETURN ARRAY[analytics_parts.thirty_360(convention, d1, d2, maturity), 360];
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION analytics_parts.accrual_years IS 'Years between two dates as numerator and denominator; null by a convention that counts business days.';
