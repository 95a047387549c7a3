package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.dataexport.Export.Coverage;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Exports of two people, and what a parser makes of them. */
abstract class AbstractExportParserTests {

	static final List<String> ANN_AND_BEN = List.of("ann", "ben");

	static final String BEN = Exports.following(List.of("ben"));

	static final Instant WRITTEN = Instant.parse("2023-11-15T00:00:00Z");

	private static final Duration IN_TIME = Duration.ofMinutes(2);

	@TempDir
	Path directory;

	ExportParser.Bounds bounds = bounds(1 << 20, 100, 1000);

	static void assertAnnAndBen(Export export) {
		assertThat(export.followers().members(0, export.followers().size(), Coverage.FULL)).extracting(Member::username)
			.containsExactly("ann", "ben");
		assertThat(export.following().members(0, export.following().size(), Coverage.FULL)).extracting(Member::username)
			.containsExactly("ben");
		assertThat(export.followersSign().isCut()).isFalse();
	}

	List<String> following(String json) {
		MemberList list = parse(Exports.zip(Map.of(Exports.FOLLOWERS, "[]", Exports.FOLLOWING, json))).following();
		return list.members(0, list.size(), Coverage.FULL).stream().map(Member::username).toList();
	}

	// Each file holds one person, who is named after it.
	Export parseLoose(String... names) {
		List<UploadedFile> files = Stream.of(names)
			.map((name) -> file(name, bytes(Exports.followers(List.of("in." + name.replaceAll("[^a-z0-9._]", "_"))))))
			.toList();
		return new ExportParser(this.bounds).parse(files, false, limit());
	}

	Export parse(byte[] upload) {
		return new ExportParser(this.bounds).parse(List.of(file("upload", upload)), false, limit());
	}

	UploadedFile file(String name, byte[] content) {
		try {
			return new UploadedFile(name, Files.write(this.directory.resolve(name), content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	DecompressionLimit limit() {
		return Exports.limit(this.bounds);
	}

	static Map<String, String> lists(String folder) {
		Map<String, String> files = new LinkedHashMap<>();
		files.put(folder + "followers_1.json", Exports.followers(ANN_AND_BEN));
		files.put(folder + "following.json", BEN);
		return files;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static ExportParser.Bounds bounds(int bytes, int entries, int members) {
		return new ExportParser.Bounds(DataSize.ofBytes(bytes), entries, members, DataSize.ofMegabytes(64), IN_TIME,
				1000, null);
	}

}
