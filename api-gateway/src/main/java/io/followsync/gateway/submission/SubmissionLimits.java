package io.followsync.gateway.submission;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param perMinute submissions of one client address, imports included
 * @param maxBody of {@code POST /api/analyze}
 */
@ConfigurationProperties("followsync.submissions")
public record SubmissionLimits(@DefaultValue("30") int perMinute, @DefaultValue("16KB") DataSize maxBody) {
}
