package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
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
	void isReadFromTheSecondEndOfALargeArchive() throws IOException {
		Path zip = this.directory.resolve("large.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			for (int entry = 0; entry < 70_000; entry++) {
				out.putNextEntry(new ZipEntry(Integer.toString(entry)));
			}
		}
		CentralDirectory read = CentralDirectory.of(zip);
		assertThat(read.entries()).isEqualTo(70_000);
		assertThatExceptionOfType(UnreadableExport.class).isThrownBy(() -> read.requireBounded(69_999))
			.withMessageContaining("too many files");
	}

	@Test
	void ofFewEntriesWithLongNamesIsTooLongToo() throws IOException {
		Path zip = this.directory.resolve("long.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			for (int entry = 0; entry < 300; entry++) {
				out.putNextEntry(new ZipEntry("x".repeat(60_000) + entry));
			}
		}
		CentralDirectory read = CentralDirectory.of(zip);
		assertThatExceptionOfType(UnreadableExport.class).isThrownBy(() -> read.requireBounded(1_000))
			.withMessageContaining("too many files");
	}

	@Test
	void ofAFileThatIsNoneIsLeftToWhoeverOpensIt() throws IOException {
		CentralDirectory.of(write(new byte[5])).requireBounded(1);
		CentralDirectory.of(write(new byte[0])).requireBounded(1);
	}

	private Path write(byte[] content) throws IOException {
		return Files.write(this.directory.resolve("a.zip"), content);
	}

}
