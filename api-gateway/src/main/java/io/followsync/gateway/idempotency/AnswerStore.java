package io.followsync.gateway.idempotency;

import java.util.HexFormat;

import io.followsync.runtime.database.Columns;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/** Where answers are kept for a day. */
@Repository
class AnswerStore {

	// A request without an answer after a minute was left behind by a process that died.
	private static final String RESERVE = """
			INSERT INTO idempotent_answers AS kept (owner_id, key, request_hash) VALUES ($1, $2, $3)
			ON CONFLICT (owner_id, key) DO UPDATE
			   SET request_hash = excluded.request_hash, status = null, location = null, body = null, created_at = deciding_time()
			 WHERE kept.created_at <= deciding_time() - CASE WHEN kept.status IS NULL THEN interval '1 minute' ELSE interval '24 hours' END
			""";

	private static final String FIND = """
			SELECT encode(request_hash, 'hex') AS request, status, location, body FROM idempotent_answers
			 WHERE owner_id = $1 AND key = $2
			""";

	private static final String RECORD = """
			UPDATE idempotent_answers SET status = $3, location = nullif($4, ''), body = $5 WHERE owner_id = $1 AND key = $2
			""";

	private static final String FORGET = "DELETE FROM idempotent_answers WHERE owner_id = $1 AND key = $2";

	private final DatabaseClient database;

	AnswerStore(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * What is kept under a key.
	 *
	 * @param answer null while the request is being done
	 */
	record Stored(String request, @Nullable Answer<String> answer) {
	}

	/** Whether the request is to be done: of any number at once, by one. */
	Mono<Boolean> reserve(RequestKey key) {
		return keyed(RESERVE, key).bind(2, HexFormat.of().parseHex(key.request()))
			.fetch()
			.rowsUpdated()
			.map((rows) -> rows == 1);
	}

	Mono<Stored> find(RequestKey key) {
		return keyed(FIND, key).map(AnswerStore::stored).one();
	}

	Mono<Void> record(RequestKey key, Answer<String> answer) {
		String location = answer.location();
		return keyed(RECORD, key).bind(2, answer.status())
			.bind(3, (location != null) ? location : "")
			.bind(4, answer.body())
			.then();
	}

	Mono<Void> forget(RequestKey key) {
		return keyed(FORGET, key).then();
	}

	private DatabaseClient.GenericExecuteSpec keyed(String statement, RequestKey key) {
		return this.database.sql(statement).bind(0, key.owner().value()).bind(1, key.key());
	}

	private static Stored stored(Readable row) {
		Integer status = row.get("status", Integer.class);
		return new Stored(Columns.required(row, "request", String.class), (status == null) ? null
				: new Answer<>(status, row.get("location", String.class), Columns.required(row, "body", String.class)));
	}

}
