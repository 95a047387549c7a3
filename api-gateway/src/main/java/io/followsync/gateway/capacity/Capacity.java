package io.followsync.gateway.capacity;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits of this replica: what its settings ask for, as far as its memory allows. */
public final class Capacity {

	private static final Logger log = LoggerFactory.getLogger(Capacity.class);

	private final MemoryPlan plan;

	private final int connections;

	public Capacity(MemoryPlan plan, @Nullable Integer maxConnections) {
		this.plan = plan;
		this.connections = fitting("followsync.capacity.max-connections", maxConnections, plan.connections());
		logInForce("bytes of large answers", plan.answerBytes());
	}

	public int connections() {
		return this.connections;
	}

	/** As many streams as are configured, or as fit if that is fewer. */
	public int streams(@Nullable Integer configured) {
		return fitting("followsync.streaming.max-streams", configured, Math.min(this.plan.streams(), this.connections));
	}

	/** As many uploads as are configured, or as fit if that is fewer. */
	public int uploads(int configured) {
		return fitting("followsync.imports.max-concurrent", configured, this.plan.uploads());
	}

	long answerBytes() {
		return this.plan.answerBytes();
	}

	private static int fitting(String setting, @Nullable Integer configured, int fitting) {
		if (configured == null || configured <= fitting) {
			int used = (configured == null) ? fitting : configured;
			logInForce(setting, used);
			return used;
		}
		log.atWarn()
			.addKeyValue("setting", setting)
			.addKeyValue("configured", configured)
			.addKeyValue("used", fitting)
			.log("The limit is lowered to what fits into this process's memory");
		return fitting;
	}

	private static void logInForce(String limit, long used) {
		log.atInfo().addKeyValue("limit", limit).addKeyValue("used", used).log("Limit in force");
	}

}
