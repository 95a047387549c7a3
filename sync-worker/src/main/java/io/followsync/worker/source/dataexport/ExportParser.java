package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

import io.followsync.dataexport.ExportFileName.Kind;
import io.followsync.job.ListKind;
import io.followsync.worker.source.dataexport.ExportFiles.ExportFile;

/**
 * Parses the files of an upload into an {@link Export}; blocks.
 */
final class ExportParser {

	private final DataExportProperties bounds;

	ExportParser(DataExportProperties bounds) {
		this.bounds = bounds;
	}

	/** A file of the upload, without the compression under which it was stored. */
	record UploadedFile(String name, Path path) {
	}

	/**
	 * @param allTime whether the owner says that the export covers all time
	 * @throws UnreadableExportException with a sentence for the owner
	 */
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

}
