package io.followsync.worker.source.dataexport;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of what is read of one upload.
 *
 * @param maxUncompressed of everything that is unpacked for one job
 * @param maxEntries of one ZIP, those that are not read included
 * @param maxMembers of one list
 * @param maxHeap what the members of the one upload that a worker reads at a time may
 * take; 0: a third of the process's heap. Two lists of 100,000 take about 45 MB, with
 * long names more
 * @param maxReadingTime of one upload
 * @param pageSize rows of one page
 * @param spoolDirectory where uploads lie while they are read; null: the system's
 * temporary directory
 */
@ConfigurationProperties("followsync.data-export")
record DataExportProperties(@DefaultValue("512MB") DataSize maxUncompressed, @DefaultValue("100000") int maxEntries,
		@DefaultValue("100000") int maxMembers, @DefaultValue("0") DataSize maxHeap,
		@DefaultValue("2m") Duration maxReadingTime, @DefaultValue("1000") int pageSize,
		@Nullable Path spoolDirectory) {

	private static final int PART_OF_HEAP = 3;

	DataExportProperties {
		if (maxUncompressed.toBytes() <= 0 || maxEntries <= 0 || maxMembers <= 0 || pageSize <= 0
				|| maxHeap.toBytes() < 0 || !maxReadingTime.isPositive()) {
			throw new IllegalArgumentException("followsync.data-export: every bound is positive");
		}
		if (maxHeap.toBytes() == 0) {
			maxHeap = DataSize.ofBytes(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
		}
	}

	Path spoolRoot() {
		return (this.spoolDirectory != null) ? this.spoolDirectory : Path.of(System.getProperty("java.io.tmpdir"));
	}

}
