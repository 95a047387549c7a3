package io.followsync.gateway.imports.web;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Imports of several clients take turns. */
class ImportTurnsTests extends ImportIntegrationTest {

	private static final String ORDER = """
			SELECT string_agg(lane_of.letter, '' ORDER BY turn, queued_at) AS letters FROM jobs JOIN
			  (SELECT client_hash, chr(64 + dense_rank() OVER (ORDER BY min(created_at))::int) AS letter
			   FROM jobs GROUP BY client_hash) AS lane_of USING (client_hash)""";

	@BeforeEach
	void clear() {
		sql("TRUNCATE jobs CASCADE");
	}

	@Test
	void anImportOfAnotherClientComesNext() {
		uploadFrom("203.0.113.1", 4);
		uploadFrom("203.0.113.2", 2);
		uploadFrom("203.0.113.3", 1);

		assertThat(row(ORDER)).containsEntry("letters", "ABCABAA");
	}

	@Test
	void aNewClientJoinsTheCurrentTurn() {
		uploadFrom("203.0.113.1", 4);
		sql("UPDATE jobs SET turn = turn + 50");
		sql("""
				UPDATE jobs SET state = 'RUNNING', holds_lane = true, worker_id = 'w', lease_until = now() WHERE turn = 50""");

		uploadFrom("203.0.113.2", 1);

		assertThat(row("SELECT string_agg(turn::text, ' ' ORDER BY queued_at) AS turns FROM jobs"))
			.containsEntry("turns", "50 51 52 53 50");
	}

	@Test
	void storesNoClientAddress() {
		uploadFrom("203.0.113.1", 2);
		uploadFrom("203.0.113.2", 1);

		assertThat(row("""
				SELECT count(DISTINCT client_hash) AS clients, max(length(client_hash)) AS bytes,
				  bool_or(jobs::text LIKE '%203.0.113%') AS readable FROM jobs""")).containsEntry("clients", 2L)
			.containsEntry("bytes", 16)
			.containsEntry("readable", false);
	}

	private void uploadFrom(String address, int times) {
		this.web = this.web.mutate().defaultHeaders((headers) -> headers.set("X-Forwarded-For", address)).build();
		for (int time = 0; time < times; time++) {
			upload(file("followers_1.json", LIST), file("following.json", LIST)).expectStatus().isAccepted();
		}
	}

}
