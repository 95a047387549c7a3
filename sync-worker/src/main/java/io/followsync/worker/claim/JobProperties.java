package io.followsync.worker.claim;

import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The times of a held job.
 *
 * @param lease how long a claim lasts without renewal; longer than any request may take,
 * and from 25 s on, or workers that end over an import do not count as lost
 * @param laneBusy how long a job whose account is taken by another job waits before it
 * looks again
 * @param resumableFor how long after its last page a walk is resumed; an older one starts
 * over, since the list has moved on
 */
@ConfigurationProperties("followsync.jobs")
public record JobProperties(@DefaultValue("30s") Duration lease, @DefaultValue("10s") Duration laneBusy,
		@DefaultValue("12h") Duration resumableFor) {

	public JobProperties {
		if (!Stream.of(lease, laneBusy, resumableFor).allMatch(Duration::isPositive)) {
			throw new IllegalArgumentException("followsync.jobs: every time must be positive");
		}
	}

}
