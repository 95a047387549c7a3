package io.followsync.gateway.imports;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an upload may cost.
 *
 * @param maxSize of all files together, as sent
 * @param maxFiles in one upload
 * @param maxConcurrent uploads at once on this replica; each holds about a megabyte
 * @param maxStored of all uploads that are stored, compressed; uploads that begin at the
 * same time may exceed it by their sizes
 * @param uploadTimeout after which an unfinished upload is given up and removed
 */
@ConfigurationProperties("followsync.imports")
public record ImportsProperties(@DefaultValue("64MB") DataSize maxSize, @DefaultValue("32") int maxFiles,
		@DefaultValue("16") int maxConcurrent, @DefaultValue("2GB") DataSize maxStored,
		@DefaultValue("10m") Duration uploadTimeout) {
}
