package io.followsync.gateway.capacity;

import io.netty.util.internal.PlatformDependent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The limits of this replica: what its settings ask for, as far as its memory allows. */
@Component
public final class Capacity {

	private static final Logger log = LoggerFactory.getLogger(Capacity.class);

	private final MemoryPlan plan;

	private final int connections;

	@Autowired
	Capacity(CapacityProperties properties) {
		this(MemoryPlan.of(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory()),
				properties.maxConnections());
	}

	Capacity(MemoryPlan plan, @Nullable Integer maxConnections) {
		this.plan = plan;
		this.connections = fittingLimit("followsync.capacity.max-connections", maxConnections, plan.connections());
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

}
