package dev.truemark.platform.roles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleChannelsTest {
    @Test
    void allRolesReadAllChannels() {
        assertThat(RoleChannels.offWithout("api,ledger,market,analytics,stream"))
                .isEmpty();
    }

    @Test
    void anInstanceThatOnlyServesReadsNoInTopic() {
        assertThat(RoleChannels.offWithout("api, stream"))
                .containsOnlyKeys(
                        "mp.messaging.incoming.raw-transactions.enabled",
                        "mp.messaging.incoming.market-facts.enabled",
                        "mp.messaging.incoming.calculated-positions.enabled")
                .containsValue("false");
    }
}
