package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.dataexport.Export.Coverage;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exports in every shape that Instagram was seen to pack whole: written by hand, and
 * recorded where the samples lie beside the repository.
 */
class ExportShapesTests {

	private static final Path WRITTEN_BY_HAND = Path.of("src/test/resources/exports");

	private static final Path SAMPLES = Path.of("../../shared/samples");

	// All of them have a link in every entry, which the parser reads last of all.
	private static final Pattern LINK = Pattern.compile("\"href\": \"https://www.instagram.com/(?:_u/)?([^\"]+)\"");

	static boolean areSamplesPresent() {
		return Files.isDirectory(SAMPLES.resolve("export-2023-07"));
	}

	@ParameterizedTest
	@CsvSource({ "2023-07, 2, 3, 2", "2025-12, 3, 2, 2" })
	void readsExportsWrittenByHand(String name, int notFollowingBack, int fans, int mutual) throws IOException {
		assertAgreesWithLinks(WRITTEN_BY_HAND.resolve(name), notFollowingBack, fans, mutual);
	}

	@ParameterizedTest
	@EnabledIf("areSamplesPresent")
	@CsvSource({ "export-2023-07, 22, 22, 18", "export-2025-12, 23, 23, 17" })
	void readsRecordedExports(String name, int notFollowingBack, int fans, int mutual) throws IOException {
		assertAgreesWithLinks(SAMPLES.resolve(name), notFollowingBack, fans, mutual);
	}

	private static void assertAgreesWithLinks(Path folder, int notFollowingBack, int fans, int mutual)
			throws IOException {
		List<UploadedFile> files = files(folder);
		ExportParser.Bounds bounds = new ExportParser.Bounds(DataSize.ofMegabytes(1), 10, 1000,
				DataSize.ofMegabytes(64), Duration.ofMinutes(2), 1000, null);
		Export export = new ExportParser(bounds).parse(files, false, Exports.limit(bounds));
		assertThat(names(export.followers())).isEqualTo(links(files, "followers"));
		assertThat(names(export.following())).isEqualTo(links(files, "following"));
		assertThat(export.followersSign().isCut()).as("both lists go back equally far").isFalse();
		assertThat(without(export.following(), export.followers())).hasSize(notFollowingBack);
		assertThat(without(export.followers(), export.following())).hasSize(fans);
		assertThat(export.followers().size() - fans).isEqualTo(mutual);
	}

	private static List<UploadedFile> files(Path export) throws IOException {
		List<UploadedFile> files = new ArrayList<>();
		try (Stream<Path> paths = Files.walk(export)) {
			paths.filter(Files::isRegularFile)
				.forEach((path) -> files.add(new UploadedFile(path.getFileName().toString(), path)));
		}
		return files;
	}

	private static Set<String> links(List<UploadedFile> files, String start) throws IOException {
		Set<String> names = new TreeSet<>();
		for (UploadedFile file : files) {
			if (file.name().startsWith(start)) {
				LINK.matcher(Files.readString(file.path())).results().forEach((link) -> names.add(link.group(1)));
			}
		}
		return names;
	}

	private static Set<Long> without(MemberList list, MemberList other) {
		Set<Long> keys = list.members(0, list.size(), Coverage.FULL)
			.stream()
			.map(Member::key)
			.collect(Collectors.toSet());
		other.members(0, other.size(), Coverage.FULL).forEach((member) -> keys.remove(member.key()));
		return keys;
	}

	private static Set<String> names(MemberList list) {
		return list.members(0, list.size(), Coverage.FULL)
			.stream()
			.map(Member::username)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
