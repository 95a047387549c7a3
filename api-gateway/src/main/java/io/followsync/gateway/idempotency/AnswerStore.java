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
	// A key that is there already takes up no more room.
	static final String RESERVE = """
			WITH quota AS (
			  SELECT count(*) >= $4 AND NOT EXISTS (SELECT FROM idempotent_answers WHERE owner_id = $1 AND key = $2) AS is_exhausted
			    FROM (SELECT FROM idempotent_answers WHERE owner_id = $1 AND created_at > deciding_time() - interval '24 hours' LIMIT $4) recent),
			reserved AS (
			  INSERT INTO idempotent_answers AS kept (owner_id, key, request_hash) SELECT $1, $2, $3 FROM quota WHERE NOT is_exhausted
			  ON CONFLICT (owner_id, key) DO UPDATE
			     SET request_hash = excluded.request_hash, status = null, location = null, body = null, created_at = deciding_time()
			   WHERE kept.created_at <= deciding_time() - CASE WHEN kept.status IS NULL THEN interval '1 minute' ELSE interval '24 hours' END
			  RETURNING key)
			SELECT CASE WHEN is_exhausted THEN 'NO_ROOM' WHEN EXISTS (SELECT FROM reserved) THEN 'RESERVED' ELSE 'TAKEN' END FROM quota
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

	/** What became of an attempt to reserve a key. */
	enum Reservation {

		/** The request is to be done: of any number at once, by one. */
		RESERVED,
		/** A request under this key was answered, or is being done. */
		TAKEN,
		/** It is new, and its owner has used as many as one may. */
		NO_ROOM

	}

	/** Reserves a key; several at once may exceed the bound by their number. */
	Mono<Reservation> reserve(RequestKey key, int maxPerOwner) {
		return keyed(RESERVE, key).bind(2, HexFormat.of().parseHex(key.request()))
			.bind(3, maxPerOwner)
			.mapValue(String.class)
			.one()
			.map(Reservation::valueOf);
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
