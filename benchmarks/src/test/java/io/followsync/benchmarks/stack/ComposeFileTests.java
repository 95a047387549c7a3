package io.followsync.benchmarks.stack;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ComposeFileTests {

	@Test
	void readsTheMemoryOfEachContainer() {
		ComposeFile file = new ComposeFile("""
				services:
				  migration:
				    mem_limit: 384m
				  gateway:
				    <<: *service
				    mem_limit: 768m
				  worker:
				    mem_limit: 512m
				""".lines().toList());

		assertThat(file.memoryMegabytes("gateway")).isEqualTo(768);
		assertThat(file.memoryMegabytes("worker")).isEqualTo(512);
		assertThatIllegalStateException().isThrownBy(() -> file.memoryMegabytes("kafka"))
			.withMessageContaining("kafka");
	}

	@Test
	void readsTheProductsFile() {
		ComposeFile file = ComposeFile.of(Path.of(".."));

		assertThat(file.memoryMegabytes("gateway")).isPositive();
		assertThat(file.memoryMegabytes("worker")).isPositive();
		assertThat(file.serverOptions()).containsEntry("shared_buffers", "256MB")
			.containsKeys("max_wal_size", "effective_cache_size", "jit");
	}

}
