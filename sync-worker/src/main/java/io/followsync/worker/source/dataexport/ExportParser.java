package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

import io.followsync.dataexport.ExportFileName.Kind;
import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;

/**
 * Parses the files of an upload into an {@link Export}; blocks.
 */
final class ExportParser {

	private static final String ASK_FOR_BOTH = "Ask Instagram for an export of \"Followers and following\" "
			+ "in the format JSON and with the date range \"All time\", and upload it as it comes.";

	private final DataExportProperties bounds;

	ExportParser(DataExportProperties bounds) {
		this.bounds = bounds;
	}

	/** A file of the upload, without the compression under which it was stored. */
	record UploadedFile(String name, Path path) {
	}

	/**
	 * @param allTime whether the owner says that the export covers all time
	 * @throws UnreadableExport with a sentence for the owner
	 */
	Export parse(List<UploadedFile> uploaded, boolean allTime, DecompressionLimit allowance) {
		try (ExportFiles files = new ExportFiles(uploaded, this.bounds.mostEntries())) {
			return lists(files.all(), allTime, allowance);
		}
		catch (ZipException ex) {
			throw ExportArchive.broken();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Export lists(List<ExportFile> files, boolean allTime, DecompressionLimit allowance) throws IOException {
		Reading reading = new Reading(files, new NameKeys(), new HeapBudget(this.bounds.maxHeap()), allTime, allowance);
		MemberList followers = read(ListKind.FOLLOWERS, Kind.FOLLOWERS, reading);
		MemberList following = read(ListKind.FOLLOWING, Kind.FOLLOWING, reading);
		return new Export(followers, following, Beginnings.of(followers, following, packed(files), allTime));
	}

	private MemberList read(ListKind list, Kind kind, Reading reading) throws IOException {
		List<ExportFile> ofList = reading.files().stream().filter((file) -> file.kind() == kind).toList();
		if (!reading.isEmptyByOwnersWord(kind)) {
			requireList(kind, ofList, reading.files());
		}
		MemberList members = new MemberList(reading.keys(), this.bounds.mostMembers(), reading.heap());
		for (ExportFile file : ListFiles.inOrder(ofList, reading.allowance())) {
			try (InputStream content = reading.allowance().charge(file.content().open())) {
				new ListFile(list, file.name().name(), members::add).read(content);
			}
		}
		members.requireNamed((kind == Kind.FOLLOWERS) ? "the followers" : "the following");
		return members;
	}

	private static void requireList(Kind kind, List<ExportFile> ofList, List<ExportFile> all) {
		List<ExportFile> exports = all.stream()
			.filter((file) -> file.kind() != Kind.HTML)
			.collect(Collectors.toMap(ExportFile::origin, Function.identity(), (one, other) -> one, LinkedHashMap::new))
			.values()
			.stream()
			.toList();
		if (exports.size() > 1) {
			throw new UnreadableExport(
					"The upload holds more than one export, one in %s and one in %s. Upload one of them by itself."
						.formatted(exports.get(0).place(), exports.get(1).place()));
		}
		if (hasListOnlyInHtml(all)) {
			throw new UnreadableExport("This export is in the format HTML, which cannot be read reliably. "
					+ "Ask Instagram for it again in the format JSON.");
		}
		if (ofList.isEmpty() && !has(Kind.NO_DATA, all)) {
			throw missing(kind, has(Kind.FOLLOWING, all));
		}
	}

	private static boolean hasListOnlyInHtml(List<ExportFile> all) {
		Set<String> inJson = all.stream()
			.filter((file) -> file.name().isList())
			.map((file) -> file.name().part())
			.collect(Collectors.toSet());
		return all.stream().anyMatch((file) -> file.kind() == Kind.HTML && !inJson.contains(file.name().part()));
	}

	// Instagram leaves out the file of an empty list, so asking again may not help.
	private static UnreadableExport missing(Kind kind, boolean hasFollowing) {
		if (kind == Kind.FOLLOWERS && hasFollowing) {
			return new UnreadableExport("The export holds no list of followers. If nobody follows you, upload it "
					+ "again and say that it covers all time. Otherwise: " + ASK_FOR_BOTH);
		}
		return new UnreadableExport("The export holds no list of "
				+ ((kind == Kind.FOLLOWERS) ? "followers and none of accounts" : "accounts") + " that you follow. "
				+ "If you follow nobody, there is nothing to compare. Otherwise: " + ASK_FOR_BOTH);
	}

	private static boolean has(Kind kind, List<ExportFile> files) {
		return files.stream().anyMatch((file) -> file.kind() == kind);
	}

	private static @Nullable Instant packed(List<ExportFile> files) {
		return files.stream()
			.filter((file) -> file.name().isList())
			.map(ExportFile::written)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.max(Instant::compareTo)
			.orElse(null);
	}

	/** What the reading of both lists shares. */
	private record Reading(List<ExportFile> files, NameKeys keys, HeapBudget heap, boolean allTime,
			DecompressionLimit allowance) {

		/** Whether there is no file of followers because nobody follows the owner. */
		boolean isEmptyByOwnersWord(Kind list) {
			return this.allTime && list == Kind.FOLLOWERS && !has(list, this.files) && !has(Kind.HTML, this.files)
					&& has(Kind.FOLLOWING, this.files);
		}

	}

}
