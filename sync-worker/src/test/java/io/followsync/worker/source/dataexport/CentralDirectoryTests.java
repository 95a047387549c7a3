package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CentralDirectoryTests {

	@TempDir
	Path directory;

	@Test
	void isReadFromTheEndOfTheFile() throws IOException {
		Path zip = write(Exports.zip(Map.of("one", "1", "two", "2")));
		CentralDirectory read = CentralDirectory.of(zip);
		assertThat(read.entries()).isEqualTo(2);
		assertThat(read.bytes()).isEqualTo(2 * (46 + 3));
	}

	@Test
	void isReadFromTheZip64EndOfALargeArchive() throws IOException {
		Path zip = this.directory.resolve("large.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			putEntries(out, 70_000);
		}
		CentralDirectory read = CentralDirectory.of(zip);
		assertThat(read.entries()).isEqualTo(70_000);
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> read.requireBounded(69_999))
			.withMessageContaining("too many files");
	}

	@Test
	void isRefusedForTheLongNamesOfFewEntries() throws IOException {
		Path zip = this.directory.resolve("long.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			for (int entry = 0; entry < 300; entry++) {
				out.putNextEntry(new ZipEntry("x".repeat(60_000) + entry));
			}
		}
		CentralDirectory read = CentralDirectory.of(zip);
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> read.requireBounded(1_000))
			.withMessageContaining("list of entries is too large")
			.withMessageNotContaining("too many files");
	}

	@Test
	void isNotReadFromAForgedEndInTheComment() throws IOException {
		Path zip = this.directory.resolve("forged.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			out.setComment("PK\5\6" + "\0".repeat(16) + "\1\0");
			putEntries(out, 300);
		}
		assertThatItIsTooLongAlthoughItOpens(zip, 300);
	}

	@Test
	void isReadFromThePlainEndIfTheLocatorIsInvalid() throws IOException {
		Path zip = this.directory.resolve("astray.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			putEntries(out, 299);
			ZipEntry last = new ZipEntry("last");
			last.setComment("PK\6\7" + "\0".repeat(4) + "\177".repeat(8) + "\1\0\0\0");
			out.putNextEntry(last);
		}
		assertThatItIsTooLongAlthoughItOpens(zip, 300);
	}

	@Test
	void isReadFromAnEndBeforeTrailingPadding() throws IOException {
		Path zip = this.directory.resolve("padded.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			putEntries(out, 300);
		}
		Files.write(zip, new byte[65_600], StandardOpenOption.APPEND);
		assertThatItIsTooLongAlthoughItOpens(zip, 300);
	}

	@Test
	void countsListedEntriesThoughTheArchiveStatesFewer() throws IOException {
		Path zip = this.directory.resolve("understated.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			putEntries(out, 300);
		}
		byte[] content = Files.readAllBytes(zip);
		content[content.length - 12] = 1;
		content[content.length - 11] = 0;
		Files.write(zip, content);
		try (ExportArchive archive = new ExportArchive(zip, "zip", 299)) {
			assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(archive::files)
				.withMessageContaining("too many files");
		}
	}

	@Test
	void acceptsAFileThatIsNoZip() throws IOException {
		CentralDirectory.of(write(new byte[5])).requireBounded(1);
		CentralDirectory.of(write(new byte[0])).requireBounded(1);
	}

	private static void assertThatItIsTooLongAlthoughItOpens(Path zip, int entries) throws IOException {
		try (ZipFile opened = new ZipFile(zip.toFile())) {
			assertThat(opened.size()).isEqualTo(entries);
		}
		assertThat(CentralDirectory.of(zip).entries()).isEqualTo(entries);
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> new ExportArchive(zip, "zip", entries - 1).close())
			.withMessageContaining("too many files");
	}

	private static void putEntries(ZipOutputStream out, int entries) throws IOException {
		for (int entry = 0; entry < entries; entry++) {
			out.putNextEntry(new ZipEntry(Integer.toString(entry)));
		}
	}

	private Path write(byte[] content) throws IOException {
		return Files.write(this.directory.resolve("a.zip"), content);
	}

}
