package io.followsync.worker.source.dataexport;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of what is read of one upload.
 *
 * @param mostUncompressed of everything that is unpacked for one job
 * @param mostEntries of one ZIP, those that are not read included
 * @param mostMembers of one list; each takes about 240 bytes of heap, so by default two
 * full lists take 48 MB, which a heap of 192 MB has for the one upload that a worker
 * reads at a time
 * @param pageSize rows of one page
 * @param spoolDirectory where uploads lie while they are read; null: the system's
 * temporary directory
 */
@ConfigurationProperties("followsync.data-export")
record DataExportProperties(@DefaultValue("512MB") DataSize mostUncompressed, @DefaultValue("100000") int mostEntries,
		@DefaultValue("100000") int mostMembers, @DefaultValue("1000") int pageSize, @Nullable Path spoolDirectory) {

	DataExportProperties {
		if (mostUncompressed.toBytes() <= 0 || mostEntries <= 0 || mostMembers <= 0 || pageSize <= 0) {
			throw new IllegalArgumentException("followsync.data-export: every bound is positive");
		}
	}

	Path spoolRoot() {
		return (this.spoolDirectory != null) ? this.spoolDirectory : Path.of(System.getProperty("java.io.tmpdir"));
	}

}
