package io.followsync.simulator.replay;

import java.util.List;

import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Public clients meet here what they would meet at Instagram. */
class ClientReplayTests extends SimulatorTest {

	private String id;

	@BeforeEach
	void place() {
		this.id = Long.toString(this.account);
		this.simulator.place(this.account, 90, 60, 30);
	}

	@ParameterizedTest
	@CsvSource({ "gallery-dl,followers,90", "gallery-dl,following,60", "instagram-private-api,followers,90",
			"instagram-private-api,following,60" })
	void readsAWholeListAndStops(String client, String list, int members) {
		List<JsonNode> pages = ClientReplay.of(client, this.owner).pages(list, this.id);

		assertThat(pages).hasSizeGreaterThanOrEqualTo(members / 12).hasSizeLessThan(members);
		assertThat(pages.stream()
			.flatMap((page) -> page.get("users").valueStream())
			.map((row) -> row.get("pk").asString())).doesNotContain("")
			.satisfies((ids) -> assertThat(ids.stream().distinct()).hasSize(members));
		assertThat(this.simulator.audit(this.account).at("/perEndpoint/" + list).asInt()).isEqualTo(pages.size());
		assertThat(this.simulator.audit(this.account).at("/notAuthenticated").asInt()).isZero();
	}

	@Test
	void galleryDlFindsAnIdAmongSimilarNames() {
		this.simulator.place(this.account + 1_000_000, """
				{"username":"owner.%s.copy","followers":5,"following":5,"mutual":1}""".formatted(this.id));
		ClientReplay client = ClientReplay.of("gallery-dl", this.owner);

		assertThat(client.find("owner." + this.id)).isEqualTo(this.id);
		assertThat(client.find("nobody." + this.id)).isEmpty();
		assertThat(this.simulator.audit(this.account).at("/perEndpoint/search").asInt()).isEqualTo(2);
	}

}
