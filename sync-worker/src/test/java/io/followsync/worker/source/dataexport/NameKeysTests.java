package io.followsync.worker.source.dataexport;

import java.lang.ref.WeakReference;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class NameKeysTests {

	private final NameKeys keys = new NameKeys();

	@Test
	void hashesNamesToNegativeKeys() {
		// printf instagram | sha256sum
		assertThat(this.keys.of("instagram")).isEqualTo(0x5ede56738376a8c5L | Long.MIN_VALUE);
		assertThat(this.keys.of("a")).isEqualTo(0xca978112ca1bbdcaL);
		assertThat(new NameKeys().of("a")).isEqualTo(this.keys.of("a"));
	}

	@Test
	void keepsARepeatedNameOnce() {
		String first = new String("zoe");
		long key = this.keys.of(first);
		WeakReference<String> repeated = new WeakReference<>(new String("zoe"));
		this.keys.register(key, repeated.get());
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return repeated.refersTo(null);
		});
		assertThat(this.keys.of(first)).isEqualTo(key);
	}

	@Test
	void refusesTwoNamesOfOneKey() {
		long key = this.keys.of("zoe");
		this.keys.register(key, "zoe");
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> this.keys.register(key, "xavier"))
			.withMessageNotContaining("zoe")
			.withMessageNotContaining("xavier");
	}

}
