package dev.truemark.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Stands still, but for what is waited; and remembers that. */
final class TestTime extends Clock implements Requests.Pause {
    final List<Duration> waited = new ArrayList<>();
    private Instant now = Instant.parse("2024-07-20T12:00:00Z");

    @Override
    public void of(Duration time) {
        waited.add(time);
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
