package io.followsync.simulator.control;

import java.time.Instant;

import io.followsync.simulator.SimulatorClient.Received;
import io.followsync.simulator.SimulatorTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ControlTests extends SimulatorTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"{\"username\":\"a\",\"followers\":5,\"following\":3,\"mutual\":4} | mutual must be 0 to 3",
			"{\"username\":\"a\",\"followers\":-1,\"following\":3,\"mutual\":0} | followers must be 0 to",
			"{\"username\":\"A b\",\"followers\":1,\"following\":3,\"mutual\":0} | username must be",
			"{\"followers\":1,\"following\":3,\"mutual\":0} | username is required",
			"{\"username\":\"a\",\"following\":3,\"mutual\":0} | followers is required",
			"{\"username\":\"a\",\"followers\":1,\"following\":3,\"mutual\":0,\"followersPageSize\":0} | followersPageSize",
			"{\"username\":\"a\",\"followers\":1,\"following\":3,\"mutual\":0,\"latencyMs\":-5} | latencyMs",
			"{\"username\":\"a\",\"followers\":1,\"following\":3,\"mutual\":0,\"folowersPageSize\":5} | folowersPageSize",
			"{\"username\":\"a\",\"followers\":\"many\",\"following\":3,\"mutual\":0} | many", "{ | end-of-input" })
	void rejectsAnInvalidAccountWithAReason(String json, String reason) {
		Received refused = this.simulator.control("PUT", "/simulator/accounts/" + this.account, json);
		assertThat(refused.json(400).get("error").asString()).containsIgnoringCase(reason);
		assertThat(this.simulator.control("GET", "/simulator/accounts/" + this.account + "/truth", "").status())
			.isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"[{\"list\":\"followers\",\"kind\":\"no_such_kind\"}] | no_such_kind",
			"[{\"list\":\"followers\"}] | a fault needs a list and a kind",
			"[{\"list\":\"followers\",\"atPage\":0,\"kind\":\"throttle_429\"}] | atPage",
			"[{\"list\":\"profile\",\"kind\":\"cut_list\"}] | cut_list strikes followers, following and look only",
			"[{\"list\":\"session\",\"kind\":\"false_viewer\"}] | false_viewer strikes followers, following and look",
			"[{\"list\":\"look\",\"kind\":\"moved_rows\"}] | moved_rows strikes followers and following only",
			"[{\"list\":\"show\",\"kind\":\"shrinking_total\"}] | strikes followers and following only",
			"[{\"list\":\"followers\",\"kind\":\"repeated_cursor\"}] | from page 2 on: page 1 has no cursor",
			"[{\"list\":\"look\",\"kind\":\"cursor_refused\"}] | from page 2 on: page 1 has no cursor",
			"[{\"list\":\"show\",\"atPage\":2,\"kind\":\"throttle_429\"}] | show has only page 1" })
	void rejectsAnInvalidFaultWithAReason(String json, String reason) {
		this.simulator.place(this.account, 10, 10, 5);
		Received refused = this.simulator.control("PUT", "/simulator/accounts/" + this.account + "/faults", json);
		assertThat(refused.json(400).get("error").asString()).contains(reason);
	}

	@Test
	void answers404ForAnAccountNeverPlaced() {
		String path = "/simulator/accounts/" + this.account;
		assertThat(this.simulator.control("POST", path + "/changes", "{}").status()).isEqualTo(404);
		assertThat(this.simulator.control("PUT", path + "/faults", "[]").status()).isEqualTo(404);
		assertThat(this.simulator.control("GET", path + "/truth", "").status()).isEqualTo(404);
		assertThat(this.simulator.control("GET", path + "/history", "").status()).isEqualTo(404);
		assertThat(this.simulator.control("GET", path + "/requests", "").status()).isEqualTo(404);
	}

	@Test
	void rejectsAUsernameThatIsTaken() {
		this.simulator.place(this.account, 10, 10, 5);
		Received refused = this.simulator.control("PUT", "/simulator/accounts/" + (this.account + 1_000_000), """
				{"username":"owner.%d","followers":1,"following":1,"mutual":1}""".formatted(this.account));
		assertThat(refused.json(400).get("error").asString()).contains("belongs to account " + this.account);
	}

	@Test
	void changesShowInTheNextWalkAndTheTruth() {
		this.simulator.place(this.account, 100, 100, 60);
		var before = this.owner.walk(this.account, "followers", 50).usernames();
		JsonNode now = this.simulator.change(this.account, """
				{"newFollowers":7,"lostFollowers":11,"renamed":4}""");
		assertThat(now.get("followers").asInt()).isEqualTo(96);
		var after = this.owner.walk(this.account, "followers", 50).usernames();
		assertThat(after).hasSize(96);
		// The 7 newcomers, and those of the 4 renamed who are followers.
		assertThat(after.stream().filter((name) -> !before.contains(name)).count()).isBetween(7L, 11L);
		assertThat(this.simulator.truth(this.account).get("followers").asInt()).isEqualTo(96);
	}

	@Test
	void historyTellsWhoChangedAndWhen() {
		this.simulator.place(this.account, 100, 100, 60);
		this.simulator.change(this.account, """
				{"lostFollowers":11}""");
		Instant between = Instant.now();
		this.simulator.change(this.account, """
				{"regainedFollowers":4,"gone":5}""");
		JsonNode history = this.simulator.control("GET", "/simulator/accounts/" + this.account + "/history", "")
			.json(200);
		assertThat(history.get("members")).hasSize(140);
		JsonNode changes = history.get("changes");
		assertThat(changes.get(0).get("members")).hasSize(11).noneMatch((member) -> member.get("follows").asBoolean());
		assertThat(changes.get(1).get("members")).hasSize(9);
		assertThat(Instant.parse(changes.get(0).get("at").asString())).isBefore(between);
		assertThat(Instant.parse(changes.get(1).get("at").asString())).isAfterOrEqualTo(between);
	}

	@Test
	void refusesTheHistoryOfHugeLists() {
		this.simulator.place(this.account, 300_000, 10, 5);
		assertThat(this.simulator.control("GET", "/simulator/accounts/" + this.account + "/history", "").status())
			.isEqualTo(400);
	}

	@Test
	void rejectedChangesChangeNothing() {
		this.simulator.place(this.account, 10, 10, 5);
		Received refused = this.simulator.control("POST", "/simulator/accounts/" + this.account + "/changes", """
				{"newFollowers":3,"lostFollowers":11}""");
		assertThat(refused.json(400).get("error").asString()).contains("lostFollowers must be 0 to 10");
		assertThat(this.simulator.truth(this.account).get("followers").asInt()).isEqualTo(10);
	}

	@Test
	void healthIsUp() {
		assertThat(this.simulator.control("GET", "/actuator/health", "").json(200).get("status").asString())
			.isEqualTo("UP");
	}

}
