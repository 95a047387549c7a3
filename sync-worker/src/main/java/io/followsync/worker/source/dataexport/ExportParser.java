package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipException;

import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;

/**
 * Parses the files of an upload into an {@link Export}; blocks.
 */
final class ExportParser {

	private static final String ASK_FOR_BOTH = "Ask Instagram for an export of \"Followers and following\" "
			+ "in the format JSON and with the date range \"All time\", and upload it as it comes.";

	// By number, as in followers_2, whatever the order in the archive.
	private static final Comparator<ExportFile> IN_ORDER = Comparator
		.comparingInt((ExportFile file) -> file.name().length())
		.thenComparing(ExportFile::name);

	private final DataExportProperties bounds;

	ExportParser(DataExportProperties bounds) {
		this.bounds = bounds;
	}

	/** A file of the upload, without the compression under which it was stored. */
	record UploadedFile(String name, Path path) {
	}

	/**
	 * @throws UnreadableExport with a sentence for the owner
	 */
	Export parse(List<UploadedFile> uploaded, Allowance allowance) {
		try (ExportFiles files = new ExportFiles(uploaded, this.bounds.mostEntries())) {
			return lists(files.all(), allowance);
		}
		catch (ZipException ex) {
			throw ExportArchive.broken();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Export lists(List<ExportFile> files, Allowance allowance) throws IOException {
		NameKeys keys = new NameKeys();
		MemberList followers = read(ListKind.FOLLOWERS, Role.FOLLOWERS, files, keys, allowance);
		MemberList following = read(ListKind.FOLLOWING, Role.FOLLOWING, files, keys, allowance);
		return new Export(followers, following, DateRangeTrap.cut(followers, following, packed(files)));
	}

	private MemberList read(ListKind kind, Role role, List<ExportFile> files, NameKeys keys, Allowance allowance)
			throws IOException {
		List<ExportFile> ofList = files.stream().filter((file) -> file.role() == role).sorted(IN_ORDER).toList();
		requireWhole(role, ofList, files);
		MemberList list = new MemberList(keys, this.bounds.mostMembers());
		for (ExportFile file : ofList) {
			try (InputStream content = allowance.charge(file.content().open())) {
				new ListFile(kind, file.name(), list::add).read(content);
			}
		}
		if (list.nameless() > 0) {
			throw new UnreadableExport(list.nameless() + " entries of the export hold no name, so the list would not "
					+ "be whole. Ask Instagram for a new export in the format JSON.");
		}
		return list;
	}

	private static void requireWhole(Role role, List<ExportFile> ofList, List<ExportFile> all) {
		if (all.stream().filter((file) -> file.role() != Role.HTML).map(ExportFile::origin).distinct().count() > 1) {
			throw new UnreadableExport("The upload holds more than one export. Upload one of them by itself.");
		}
		if (ofList.isEmpty() && has(Role.HTML, all)) {
			throw new UnreadableExport("This export is in the format HTML, which cannot be read reliably. "
					+ "Ask Instagram for it again in the format JSON.");
		}
		if (ofList.isEmpty() && !has(Role.NO_DATA, all)) {
			throw new UnreadableExport("The export holds no list of "
					+ ((role == Role.FOLLOWERS) ? "followers" : "accounts that you follow") + ". " + ASK_FOR_BOTH);
		}
		role.missing(ofList.stream().map(ExportFile::name).toList()).ifPresent((name) -> {
			throw new UnreadableExport(
					"The file " + name + " of the export is missing, so the list would not be whole. "
							+ "Upload the ZIP as Instagram sent it, or all of its files of both lists.");
		});
	}

	private static boolean has(Role role, List<ExportFile> files) {
		return files.stream().anyMatch((file) -> file.role() == role);
	}

	private static @Nullable Instant packed(List<ExportFile> files) {
		return Stream.of(Role.FOLLOWERS, Role.FOLLOWING)
			.flatMap((role) -> files.stream().filter((file) -> file.role() == role))
			.map(ExportFile::written)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.max(Instant::compareTo)
			.orElse(null);
	}

}
