package io.followsync.gateway.jobs.web;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What downloads of whole results may cost.
 *
 * @param maxDownloads at once on this replica; each holds about a megabyte, and no more
 * are begun than fit into its memory
 * @param maxDownloadsPerAddress at once of one client address on this replica
 */
@Validated
@ConfigurationProperties("followsync.results")
record ResultsProperties(@DefaultValue("32") @Min(1) int maxDownloads,
		@DefaultValue("8") @Min(1) int maxDownloadsPerAddress) {
}
