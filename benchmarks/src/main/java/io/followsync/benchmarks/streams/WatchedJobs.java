package io.followsync.benchmarks.streams;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.followsync.benchmarks.stack.MeasuredStack;
import io.followsync.stack.job.Session;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Jobs that run without a worker: they get a new state when this program commits it and
 * announces it, as a worker does. Their owners count as known.
 */
final class WatchedJobs implements AutoCloseable {

	static final String TOPIC = "sync.progress";

	private static final int SUBMITTERS = 8;

	private static final long FIRST_OWNER = 7_000_000_000L;

	// In the order in which they are used; a channel of the peer has the number of its
	// job.
	private static final String START = """
			UPDATE jobs SET state = 'RUNNING', lane = 'a:' || claimed_user_id, holds_lane = true, worker_id = 'benchmark',
			  lease_until = now() + interval '1 day', dispatch_at = NULL, started_at = now(), first_answer_at = now(),
			  progress_seq = progress_seq + 1, changed_at = deciding_time() WHERE state = 'QUEUED'""";

	private static final String UPDATE = """
			UPDATE jobs SET progress_seq = progress_seq + 1, changed_at = deciding_time()
			WHERE id = ? RETURNING id, progress_seq, changed_at""";

	// Owners have rising numbers.
	private static final String KEYS = "SELECT id::text FROM jobs WHERE state = 'RUNNING' ORDER BY claimed_user_id";

	private static final String DATA = """
			{"seq":%d,"state":"RUNNING","phase":"FOLLOWERS","lists":{"followers":{"fetched":350,"declared":1300,\
			"pages":7,"walk":1,"verdict":null},"following":{"fetched":0,"declared":900,"pages":0,"walk":1,"verdict":null}},\
			"waitingFor":null,"resumesAt":null,"failure":null,"at":"%s"}""";

	private final List<String> ids;

	private final List<UUID> keys;

	private final Connection database;

	private final PreparedStatement update;

	private final KafkaProducer<String, String> broker;

	private WatchedJobs(List<String> ids, List<UUID> keys, Connection database, KafkaProducer<String, String> broker)
			throws SQLException {
		this.ids = ids;
		this.keys = keys;
		this.database = database;
		this.update = database.prepareStatement(UPDATE);
		this.broker = broker;
	}

	static WatchedJobs submit(MeasuredStack stack, int count) throws Exception {
		List<String> ids = new ArrayList<>();
		try (ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS)) {
			List<Future<String>> submitted = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				Session session = Session.made(FIRST_OWNER + i);
				submitted.add(submitters.submit(() -> stack.analyze(session)));
			}
			for (Future<String> job : submitted) {
				ids.add(job.get());
			}
		}
		Connection database = stack.database().connect();
		database.createStatement().execute(START);
		List<UUID> keys = new ArrayList<>();
		try (ResultSet rows = database.createStatement().executeQuery(KEYS)) {
			while (rows.next()) {
				keys.add(UUID.fromString(rows.getString(1)));
			}
		}
		return new WatchedJobs(ids, keys, database, new KafkaProducer<>(
				Map.of("bootstrap.servers", stack.parts().kafka().bootstrapServers(), "acks", "all", "linger.ms", "0"),
				new StringSerializer(), new StringSerializer()));
	}

	/** The path of a job's stream, by its number. */
	String path(int job) {
		return "/api/v1/jobs/" + this.ids.get(job) + "/events";
	}

	/** Commits a new state of the job of that number, and announces it. */
	void publish(int job) throws SQLException {
		this.update.setObject(1, this.keys.get(job));
		try (ResultSet updated = this.update.executeQuery()) {
			updated.next();
			String progress = data(updated.getLong(2), updated.getObject(3, OffsetDateTime.class).toInstant());
			String id = updated.getString(1);
			this.broker.send(new ProducerRecord<>(TOPIC, id,
					"{\"v\":1,\"job\":\"%s\",\"progress\":%s}".formatted(id, progress)));
		}
	}

	/** The data of an event. */
	static String data(long seq, Instant at) {
		return DATA.formatted(seq, at);
	}

	@Override
	public void close() throws SQLException {
		this.broker.close();
		this.database.close();
	}

}
