package io.followsync.gateway.imports;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What an upload may cost.
 *
 * @param maxSize of all files together, as sent
 * @param maxFiles in one upload
 * @param maxConcurrent uploads at once on this replica; each holds about a megabyte, and
 * no more are taken than fit into its memory
 * @param maxConcurrentPerAddress uploads at once of one client address
 * @param maxStored of all uploads that are stored, compressed; uploads that begin at the
 * same time may exceed it by their sizes
 * @param uploadTimeout after which an unfinished upload is aborted and removed
 */
@Validated
@ConfigurationProperties("followsync.imports")
public record ImportsProperties(@DefaultValue("64MB") DataSize maxSize, @DefaultValue("32") @Min(1) int maxFiles,
		@DefaultValue("16") @Min(1) int maxConcurrent, @DefaultValue("4") @Min(1) int maxConcurrentPerAddress,
		@DefaultValue("2GB") DataSize maxStored, @DefaultValue("10m") Duration uploadTimeout) {

	public ImportsProperties {
		if (maxSize.toBytes() < 1 || maxStored.toBytes() < 1 || !uploadTimeout.isPositive()) {
			throw new IllegalArgumentException("followsync.imports: every bound must be positive");
		}
	}

}
