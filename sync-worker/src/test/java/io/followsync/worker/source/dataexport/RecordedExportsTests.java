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

import io.followsync.worker.source.Member;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Real exports from Instagram, if they lie beside the repository. */
@EnabledIf("present")
class RecordedExportsTests {

	private static final Path SAMPLES = Path.of("../../shared/samples");

	// Both exports have a link in every entry, which the parser reads last of all.
	private static final Pattern LINK = Pattern.compile("\"href\": \"https://www.instagram.com/(?:_u/)?([^\"]+)\"");

	static boolean present() {
		return Files.isDirectory(SAMPLES.resolve("export-2023-07"));
	}

	@ParameterizedTest
	@CsvSource({ "export-2023-07, 22, 22, 18", "export-2025-12, 23, 23, 17" })
	void agreesWithWhatTheLinksOfTheFilesSay(String name, int notFollowingBack, int fans, int mutual)
			throws IOException {
		List<UploadedFile> files = files(SAMPLES.resolve(name));
		DataExportProperties bounds = new DataExportProperties(DataSize.ofMegabytes(1), 10, 1000,
				DataSize.ofMegabytes(64), Duration.ofMinutes(2), 1000, null);
		Export export = new ExportParser(bounds).parse(files, false, Exports.allowance(bounds));
		assertThat(names(export.followers())).isEqualTo(links(files, "followers"));
		assertThat(names(export.following())).isEqualTo(links(files, "following"));
		assertThat(export.beginnings().followers().isCut()).as("both lists go back equally far").isFalse();
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
		Set<Long> keys = list.members(0, list.size(), Doubt.NOBODY)
			.stream()
			.map(Member::key)
			.collect(Collectors.toSet());
		other.members(0, other.size(), Doubt.NOBODY).forEach((member) -> keys.remove(member.key()));
		return keys;
	}

	private static Set<String> names(MemberList list) {
		return list.members(0, list.size(), Doubt.NOBODY)
			.stream()
			.map(Member::username)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
