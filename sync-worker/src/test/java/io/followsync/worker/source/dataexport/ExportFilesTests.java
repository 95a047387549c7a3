package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ExportFilesTests {

	private static final int ENTRIES = 100;

	@TempDir
	private Path directory;

	@Test
	@EnabledOnOs(OS.LINUX)
	void closesAnArchiveIfTheNextFileCannotBeRead() throws IOException {
		Path archive = Files.write(this.directory.resolve("export.zip"),
				Exports.zip(Map.of(Exports.FOLLOWERS, "[]", Exports.FOLLOWING, "[]")));
		UploadedFile zip = new UploadedFile("export.zip", archive);
		try (ExportFiles files = new ExportFiles(List.of(zip), ENTRIES)) {
			assertThat(files.all()).isNotEmpty();
			assertThat(isOpen(archive)).isTrue();
		}

		UploadedFile gone = new UploadedFile("following.json", this.directory.resolve("gone"));
		assertThatIOException().isThrownBy(() -> new ExportFiles(List.of(zip, gone), ENTRIES));

		assertThat(isOpen(archive)).isFalse();
	}

	private static boolean isOpen(Path file) throws IOException {
		Path real = file.toRealPath();
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.anyMatch((descriptor) -> pointsTo(descriptor, real));
		}
	}

	private static boolean pointsTo(Path descriptor, Path file) {
		try {
			return Files.readSymbolicLink(descriptor).equals(file);
		}
		catch (IOException ex) {
			// It was closed meanwhile.
			return false;
		}
	}

}
