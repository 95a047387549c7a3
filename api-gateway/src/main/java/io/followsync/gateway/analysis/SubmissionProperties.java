package io.followsync.gateway.analysis;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What submissions may cost.
 *
 * @param perMinute submissions of one client address, imports included
 * @param maxBody of {@code POST /api/analyze}
 */
@Validated
@ConfigurationProperties("followsync.submissions")
public record SubmissionProperties(@DefaultValue("30") @Min(1) int perMinute, @DefaultValue("16KB") DataSize maxBody) {

	public SubmissionProperties {
		if (maxBody.toBytes() < 1) {
			throw new IllegalArgumentException("followsync.submissions.max-body must be positive");
		}
	}

}
