package io.followsync.gateway.capacity;

import io.followsync.gateway.capacity.ClientSlots.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientSlotsTests {

	private final ClientSlots slots = new ClientSlots(10, 4);

	@Test
	void limitsAClientToItsShare() {
		assertThat(this.slots.take("a", 4)).isEqualTo(Outcome.TAKEN);
		assertThat(this.slots.take("a", 1)).isEqualTo(Outcome.CLIENT_FULL);
		assertThat(this.slots.take("b", 1)).isEqualTo(Outcome.TAKEN);
	}

	@Test
	void limitsAllClientsTogether() {
		this.slots.take("a", 4);
		this.slots.take("b", 4);
		assertThat(this.slots.take("c", 3)).isEqualTo(Outcome.FULL);
		assertThat(this.slots.take("c", 2)).isEqualTo(Outcome.TAKEN);
	}

	@Test
	void lendsReleasedSlotsAgain() {
		this.slots.take("a", 4);
		this.slots.release("a", 4);
		assertThat(this.slots.taken()).isZero();
		assertThat(this.slots.take("a", 4)).isEqualTo(Outcome.TAKEN);
	}

}
