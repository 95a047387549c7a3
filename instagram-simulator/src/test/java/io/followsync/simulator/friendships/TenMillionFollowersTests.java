package io.followsync.simulator.friendships;

import java.time.Duration;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class TenMillionFollowersTests extends SimulatorTest {

	@BeforeEach
	void place() {
		this.simulator.place(this.account, 10_000_000, 10_000_000, 5_000_000);
		this.simulator.change(this.account, """
				{"lostFollowers":100000,"deactivated":100000,"renamed":1000,"newFollowers":1000}""");
	}

	@Test
	void servesFirstAndLastPagesFast() {
		assertTimeout(Duration.ofSeconds(5), () -> {
			for (int repeat = 0; repeat < 100; repeat++) {
				assertThat(this.owner.page(this.account, "followers", 25, "").json(200).get("users")).hasSize(25);
				JsonNode last = this.owner.page(this.account, "followers", 25, cursorNearTheEnd()).json(200);
				assertThat(last.get("users")).isNotEmpty();
				assertThat(last.get("has_more").asBoolean()).isFalse();
				assertThat(this.owner.page(this.account, "following", 50, "9900000").json(200).get("users"))
					.hasSize(50);
			}
		});
	}

	@Test
	void truthOmitsListsThatAreTooLong() {
		JsonNode truth = this.simulator.truth(this.account);
		// Each of the 100,000 deactivated people was in one list or in both.
		assertThat(truth.get("followers").asInt() + truth.get("following").asInt()).isBetween(19_701_000, 19_801_000);
		assertThat(truth.get("fans_count").asInt())
			.isEqualTo(truth.get("followers").asInt() - truth.get("mutual").asInt());
		assertThat(truth.has("fans")).isFalse();
	}

	private String cursorNearTheEnd() {
		return new FollowersCursor(20, 400_000).encode(this.account);
	}

}
