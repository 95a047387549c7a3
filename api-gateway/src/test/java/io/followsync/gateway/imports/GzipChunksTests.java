package io.followsync.gateway.imports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GzipChunksTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1000, GzipChunks.CHUNK, 3 * GzipChunks.CHUNK + 17 })
	void chunksJoinToOneGzipStreamOfTheInput(int size) throws IOException {
		byte[] original = new byte[size];
		new Random(size).nextBytes(original);
		List<byte[]> chunks = new ArrayList<>();
		try (GzipChunks gzip = new GzipChunks()) {
			for (int at = 0; at < size; at += 8000) {
				chunks.addAll(gzip.write(Arrays.copyOfRange(original, at, Math.min(size, at + 8000))));
			}
			chunks.addAll(gzip.finish());
		}
		assertThat(chunks).isNotEmpty().allMatch((chunk) -> chunk.length > 0 && chunk.length <= GzipChunks.CHUNK);
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] chunk : chunks) {
			joined.write(chunk);
		}
		assertThat(new GZIPInputStream(new ByteArrayInputStream(joined.toByteArray())).readAllBytes())
			.isEqualTo(original);
	}

}
