package io.followsync.gateway.capacity;

import java.time.Duration;

import io.netty.util.internal.PlatformDependent;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** The limits of this replica: what its settings ask for, as far as its memory allows. */
@Component
public final class Capacity {

	private static final Logger log = LoggerFactory.getLogger(Capacity.class);

	private final MemoryPlan plan;

	private final int connections;

	@Autowired
	Capacity(Properties properties) {
		this(MemoryPlan.of(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory()),
				properties.maxConnections());
	}

	Capacity(MemoryPlan plan, @Nullable Integer maxConnections) {
		this.plan = plan;
		this.connections = fittingLimit("followsync.capacity.max-connections", maxConnections, plan.connections());
		logLimit("calls at once", plan.calls());
		logLimit("bytes of large answers", plan.answerBytes());
	}

	public int connections() {
		return this.connections;
	}

	/** As many streams as are configured, or as fit if that is fewer. */
	public int streams(@Nullable Integer configured) {
		return fittingLimit("followsync.streaming.max-streams", configured,
				Math.min(this.plan.streams(), this.connections));
	}

	/** As many uploads as are configured, or as fit if that is fewer. */
	public int uploads(int configured) {
		return fittingLimit("followsync.imports.max-concurrent", configured, this.plan.uploads());
	}

	/** Calls that are served at once; those beyond wait. */
	int calls() {
		return this.plan.calls();
	}

	long answerBytes() {
		return this.plan.answerBytes();
	}

	private static int fittingLimit(String setting, @Nullable Integer configured, int max) {
		if (configured == null || configured <= max) {
			int used = (configured == null) ? max : configured;
			logLimit(setting, used);
			return used;
		}
		log.atWarn()
			.addKeyValue("setting", setting)
			.addKeyValue("configured", configured)
			.addKeyValue("used", max)
			.log("Configured limit does not fit into this process's memory, using a lower one");
		return max;
	}

	private static void logLimit(String limit, long used) {
		log.atInfo().addKeyValue("limit", limit).addKeyValue("used", used).log("Limit in force");
	}

	/**
	 * How much this replica holds at once.
	 *
	 * @param maxConnections open at once on this replica; by default, and at most, what
	 * fits into its memory
	 * @param writeTimeout how long a client may read nothing of what is waiting for it
	 * before its connection is closed
	 */
	@Validated
	@ConfigurationProperties("followsync.capacity")
	record Properties(@Nullable @Min(1) Integer maxConnections, @DefaultValue("30s") Duration writeTimeout) {

		Properties {
			if (!writeTimeout.isPositive()) {
				throw new IllegalArgumentException("followsync.capacity.write-timeout must be positive");
			}
		}

	}

	/**
	 * How the memory of this process, the heap and the direct buffers that the JVM may
	 * use, is divided. Calls beyond their part wait, everything else is refused, so that
	 * no part takes from another.
	 *
	 * @param connections open at once, each counted as a stream that shares its job with
	 * nobody
	 * @param calls served at once, beyond what their connections cost
	 * @param uploads at once
	 * @param answerBytes of results on their way to clients
	 */
	record MemoryPlan(int connections, int calls, int uploads, long answerBytes) {

		// What an idle gateway keeps alive (45 MB measured), and what its database
		// queries, the broker's client and the requests in progress need meanwhile.
		private static final long BASE = DataSize.ofMegabytes(64).toBytes();

		// The rest is the collector's, which slows everything down when it has no room.
		private static final double USABLE = 0.8;

		// A stream with its connection: 4 KB of live heap measured, and the same again if
		// nobody else watches its job. A request that waits: 6 KB, at most 12 KB (4,096
		// characters in 40 headers).
		private static final long CONNECTION = DataSize.ofKilobytes(8).toBytes();

		// The opening of a stream, which comes in crowds: about 30 KB measured.
		private static final long CALL = DataSize.ofKilobytes(32).toBytes();

		private static final int CALL_PART = 4;

		private static final long UPLOAD = DataSize.ofMegabytes(1).toBytes();

		private static final int UPLOAD_PART = 10;

		private static final int ANSWER_PART = 6;

		// An answer is copied into a direct buffer before it is sent.
		private static final int DIRECT_PART = 2;

		private static final double STREAM_SHARE = 0.92;

		private static final int MIN_CONNECTIONS = 100;

		private static final int MIN_CALLS = 50;

		/** Throws an IllegalStateException if the memory is too small for anybody. */
		static MemoryPlan of(long heap, long direct) {
			long clients = (long) (heap * USABLE) - BASE;
			int uploads = (int) (clients / UPLOAD_PART / UPLOAD);
			long answers = Math.min(clients / ANSWER_PART, direct / DIRECT_PART);
			long rest = clients - uploads * UPLOAD - answers;
			long calls = rest / CALL_PART / CALL;
			long connections = (rest - calls * CALL) / CONNECTION;
			if (connections < MIN_CONNECTIONS || calls < MIN_CALLS || uploads < 1) {
				throw new IllegalStateException(
						"A heap of %d MB is too small for a gateway".formatted(DataSize.ofBytes(heap).toMegabytes()));
			}
			return new MemoryPlan((int) Math.min(connections, Integer.MAX_VALUE),
					(int) Math.min(calls, Integer.MAX_VALUE), uploads, answers);
		}

		/** Streams at once, so that connections are left for other calls. */
		int streams() {
			return (int) (this.connections * STREAM_SHARE);
		}

	}

}
