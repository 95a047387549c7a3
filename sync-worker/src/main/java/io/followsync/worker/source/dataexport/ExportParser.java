package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipException;

import io.followsync.dataexport.ExportFileName.Kind;
import io.followsync.job.ListKind;
import io.followsync.worker.source.dataexport.ExportFiles.ExportFile;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** Parses the files of an upload into an {@link Export}; blocks. */
record ExportParser(Bounds bounds) {

	/** A file of the upload, without the compression under which it was stored. */
	record UploadedFile(String name, Path path) {
	}

	/** Fails with {@link UnreadableExportException} if the upload is no whole export. */
	Export parse(List<UploadedFile> uploaded, boolean allTime, DecompressionLimit limit) {
		try (ExportFiles files = new ExportFiles(uploaded, this.bounds.maxEntries())) {
			return parse(new ListFiles(files.all(), allTime), limit);
		}
		catch (ZipException ex) {
			throw UnreadableExportException.brokenZip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Export parse(ListFiles files, DecompressionLimit limit) throws IOException {
		NameKeys keys = new NameKeys();
		HeapBudget heap = new HeapBudget(this.bounds.maxHeap());
		MemberList followers = new MemberList(keys, this.bounds.maxMembers(), heap);
		addAll(ListKind.FOLLOWERS, files.of(Kind.FOLLOWERS, limit), limit, followers);
		MemberList following = new MemberList(keys, this.bounds.maxMembers(), heap);
		addAll(ListKind.FOLLOWING, files.of(Kind.FOLLOWING, limit), limit, following);
		return Export.of(followers, following, files.written(), files.allTime());
	}

	private static void addAll(ListKind list, List<ExportFile> files, DecompressionLimit limit, MemberList members)
			throws IOException {
		for (ExportFile file : files) {
			try (InputStream content = limit.applyTo(file.content().open())) {
				new ListFileParser(list, file.name().name(), members::add).parse(content);
			}
		}
		members.requireNamed((list == ListKind.FOLLOWERS) ? "the followers" : "the following");
	}

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
	record Bounds(@DefaultValue("512MB") DataSize maxUncompressed, @DefaultValue("100000") int maxEntries,
			@DefaultValue("100000") int maxMembers, @DefaultValue("0") DataSize maxHeap,
			@DefaultValue("2m") Duration maxReadingTime, @DefaultValue("1000") int pageSize,
			@Nullable Path spoolDirectory) {

		private static final int PART_OF_HEAP = 3;

		Bounds {
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

}
