package io.followsync.worker.source.dataexport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DecompressionLimitTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final DecompressionLimit limit = new DecompressionLimit(10, Duration.ofSeconds(1), this.nanos::get);

	private final InputStream stream = this.limit.applyTo(new ByteArrayInputStream(new byte[100]));

	@Test
	void limitsUnpackedBytes() throws IOException {
		assertThat(this.stream.read(new byte[10])).isEqualTo(10);
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(this.stream::read)
			.withMessageContaining("too large");
	}

	@Test
	void limitsReadingTime() throws IOException {
		assertThat(this.stream.read()).isZero();
		this.nanos.addAndGet(Duration.ofSeconds(1).toNanos() + 1);
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(this.stream::read)
			.withMessageContaining("takes too long");
	}

}
