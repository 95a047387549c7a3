package io.followsync.job;

import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/**
 * The surrogate id of a job (UUIDv7, so ids rise with time): used in tables, on Kafka, in
 * logs and events. It grants no access; callers hold a {@link Capability} instead.
 */
public record JobId(UUID value) implements Comparable<JobId> {

	private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

	private static final int RUN_DIGITS = 8;

	public static JobId next() {
		return new JobId(GENERATOR.generate());
	}

	/**
	 * @throws IllegalArgumentException if {@code text} is not a UUID
	 */
	public static JobId parse(String text) {
		return new JobId(UUID.fromString(text));
	}

	/**
	 * The short run id that prefixes event ids: it differs between a deleted analysis and
	 * its resubmission, which share a capability but not a surrogate id.
	 */
	public String run() {
		String text = this.value.toString();
		return text.substring(text.length() - RUN_DIGITS);
	}

	@Override
	public int compareTo(JobId other) {
		return this.value.toString().compareTo(other.value.toString());
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
