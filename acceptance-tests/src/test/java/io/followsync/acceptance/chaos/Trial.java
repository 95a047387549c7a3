package io.followsync.acceptance.chaos;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.followsync.acceptance.client.Gateway;
import io.followsync.acceptance.client.ResultRow;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Truth;
import io.followsync.acceptance.stack.Stack;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One job that meets one fault.
 *
 * @param times how many requests the fault was to strike at most
 * @param before the truth when the job began
 */
record Trial(String name, Misfortune misfortune, int times, Outcome expected, String job, Account account,
		Truth before) {

	/** To be called when the outcome has been reached. */
	void assertThatItStruck() {
		int strikes = this.account.audit().strikes(this.misfortune.kind());
		assertThat(strikes).as("%s: requests struck", this.name).isPositive();
		if (this.misfortune.refuses() && this.expected == Outcome.TRUTH) {
			assertThat(strikes).as("%s: requests struck until the page was delivered", this.name).isEqualTo(this.times);
		}
	}

	void assertOutcome(Stack stack) {
		Gateway gateway = stack.gateway();
		switch (this.expected) {
			case TRUTH -> {
				assertThat(gateway.awaitEnd(this.job).path("state").asString()).as(this.name).isEqualTo("COMPLETED");
				assertThat(names(gateway, "notFollowingBack")).as(this.name)
					.isEqualTo(this.account.truth().notFollowingBack());
				assertThat(names(gateway, "fans")).as(this.name).isEqualTo(this.account.truth().fans());
			}
			case HONEST -> assertHonest(gateway, gateway.awaitEnd(this.job));
			case WAITS -> {
				JsonNode waiting = gateway.awaitJob(this.job, (now) -> now.path("state").asString().equals("PARKED"));
				assertThat(waiting.path("waitingFor").asString("")).as(this.name).isEqualTo("COOLDOWN");
				assertThat(waiting.path("resumesAt").asString("")).as(this.name).isNotEmpty();
				assertThat(gateway.http().delete("/api/v1/jobs/" + this.job).status()).as(this.name).isEqualTo(202);
				assertThat(gateway.awaitEnd(this.job).path("state").asString()).as(this.name).isEqualTo("CANCELLED");
			}
			default -> assertFailed(gateway, gateway.awaitEnd(this.job), this.expected);
		}
	}

	private void assertFailed(Gateway gateway, JsonNode job, Outcome kind) {
		assertThat(job.path("state").asString()).as("%s: %s", this.name, job).isEqualTo("FAILED");
		assertThat(job.path("failure").path("kind").asString()).as("%s: %s", this.name, job).isEqualTo(kind.name());
		assertThat(gateway.status(this.job).json().has("result")).as(this.name).isFalse();
	}

	/** Nobody is named as confirmed who does not belong in the list. */
	private void assertHonest(Gateway gateway, JsonNode job) {
		if (!job.path("state").asString().equals("COMPLETED")) {
			assertFailed(gateway, job, Outcome.INCOMPLETE);
			return;
		}
		assertThatWhoIsNamedForSureBelongsThere(gateway, "notFollowingBack", Truth::notFollowingBack);
		assertThatWhoIsNamedForSureBelongsThere(gateway, "fans", Truth::fans);
		assertThat(job.path("result").path("unconfirmedCount").asInt(-1)).as("%s: %s", this.name, job)
			.isEqualTo((int) gateway.result(this.job)
				.ndjson("notFollowingBack")
				.stream()
				.filter((row) -> !row.confirmed())
				.count());
	}

	private void assertThatWhoIsNamedForSureBelongsThere(Gateway gateway, String view,
			Function<Truth, List<String>> names) {
		Set<String> belonging = new TreeSet<>(names.apply(this.before));
		belonging.addAll(names.apply(this.account.truth()));
		assertThat(gateway.result(this.job).ndjson(view)).filteredOn(ResultRow::confirmed)
			.as("%s: rows told for sure of %s", this.name, view)
			.extracting(ResultRow::username)
			.allMatch(belonging::contains);
	}

	private List<String> names(Gateway gateway, String view) {
		return gateway.result(this.job).ndjson(view).stream().map(ResultRow::username).toList();
	}

}
