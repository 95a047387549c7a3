package io.followsync.worker.claim;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How one replica works.
 *
 * @param slots jobs that run at once
 * @param anonymousSlots of these, how many may run jobs of which nobody has proven whose
 * data they work on (sessions not yet confirmed, imports), so that false ones cannot take
 * them all
 * @param tick how often it claims runnable jobs without being woken
 * @param dispatch how often due jobs are dispatched
 * @param patience the longest wait that a job spends in its slot; a longer one parks it
 * @param drain how long a stopping worker waits for its jobs' pages
 * @param maxAge of a job; then it fails
 */
@Validated
@ConfigurationProperties("followsync.worker")
public record WorkerProperties(@DefaultValue("5") @Min(1) @Max(1000) int slots,
		@DefaultValue("3") @Min(1) int anonymousSlots, @DefaultValue("2s") Duration tick,
		@DefaultValue("1s") Duration dispatch, @DefaultValue("3s") Duration patience,
		@DefaultValue("25s") Duration drain, @DefaultValue("7d") Duration maxAge) {

	public WorkerProperties {
		if (!tick.isPositive() || !dispatch.isPositive() || !drain.isPositive() || !maxAge.isPositive()) {
			throw new IllegalArgumentException("followsync.worker: every time but patience must be positive");
		}
		if (patience.isNegative()) {
			throw new IllegalArgumentException("followsync.worker: patience must not be negative");
		}
	}

}
