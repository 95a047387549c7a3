package io.followsync.worker.source.dataexport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameKeysTests {

	private final NameKeys keys = new NameKeys();

	@Test
	void aKeyIsTheFirst64BitsOfSha256WithTheSignBitSet() {
		// printf instagram | sha256sum
		assertThat(this.keys.of("instagram")).isEqualTo(0x5ede56738376a8c5L | Long.MIN_VALUE);
		assertThat(this.keys.of("a")).isEqualTo(0xca978112ca1bbdcaL);
		assertThat(new NameKeys().of("a")).isEqualTo(this.keys.of("a"));
	}

	@Test
	void twoNamesOfOneKeyAreRefusedAndNotTakenForOne() {
		long key = this.keys.of("zoe");
		this.keys.claim(key, "zoe");
		assertThatExceptionOfType(UnreadableExport.class).isThrownBy(() -> this.keys.claim(key, "xavier"))
			.withMessageNotContaining("zoe")
			.withMessageNotContaining("xavier");
	}

}
