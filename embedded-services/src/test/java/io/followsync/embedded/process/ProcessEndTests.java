package io.followsync.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessEndTests {

	@TempDir
	private Path directory;

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void namesTheSignalAndTheLastReadableLine() throws IOException {
		Path log = Files.writeString(this.directory.resolve("log"), "first\nlast words\n#\n\n");
		Process process = new ProcessBuilder("/bin/sh", "-c", "kill -KILL $$").start();

		assertThat(Processes.describeEnd(process, log))
			.isEqualTo("ended by signal 9 (KILL); the last line of its log: last words");
	}

	@Test
	void namesTheExitCodeOfAJvmWithoutMemory() {
		assertThat(Processes.describeEnd(3)).isEqualTo("ended with exit code 3 (out of memory, if a JVM did it)");
		assertThat(Processes.describeEnd(1)).isEqualTo("ended with exit code 1");
	}

	@Test
	void saysWhenThereIsNoLastLine() throws IOException {
		assertThat(Processes.describeLastLine(Files.createFile(this.directory.resolve("empty"))))
			.isEqualTo("its log is empty");
		assertThat(Processes.describeLastLine(this.directory.resolve("missing"))).contains("not readable");
	}

}
