package io.followsync.worker.source.dataexport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes exports in the shapes that Instagram used over the years. */
final class Exports {

	static final String FOLLOWERS = "connections/followers_and_following/followers_1.json";

	static final String FOLLOWING = "connections/followers_and_following/following.json";

	private static final long SINCE = 1_700_000_000;

	private Exports() {
	}

	static DecompressionLimit limit(ExportParser.Bounds bounds) {
		return new DecompressionLimit(bounds.maxUncompressed().toBytes(), bounds.maxReadingTime(), System::nanoTime);
	}

	/** Followers of every year since 2023: an array, the name in {@code value}. */
	static String followers(List<String> names) {
		return names.stream().map((name) -> valueEntry(name, SINCE)).collect(Collectors.joining(",\n", "[\n", "\n]"));
	}

	/** Following since autumn 2025: wrapped, the name in {@code title}. */
	static String following(List<String> names) {
		return "{\n  \"relationships_following\": "
				+ names.stream().map((name) -> titleEntry(name, SINCE)).collect(Collectors.joining(",", "[", "]"))
				+ "\n}";
	}

	static String valueEntry(String name, long since) {
		return """
				{
				  "title": "",
				  "media_list_data": [

				  ],
				  "string_list_data": [
				    {
				      "href": "https://www.instagram.com/%1$s",
				      "value": "%1$s",
				      "timestamp": %2$d
				    }
				  ]
				}""".formatted(name, since);
	}

	static String titleEntry(String name, long since) {
		return """
				{"title": "%1$s", "string_list_data": [
				  {"href": "https://www.instagram.com/_u/%1$s", "timestamp": %2$d}]}""".formatted(name, since);
	}

	static byte[] zip(Map<String, String> files) {
		return zip(files, Instant.parse("2023-11-15T00:00:00Z"), ZipEntry.DEFLATED);
	}

	static byte[] zip(Map<String, String> files, Instant written, int method) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, String> file : files.entrySet()) {
				put(zip, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8), written, method);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static byte[] gzip(byte[] plain) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void put(ZipOutputStream zip, String name, byte[] content, Instant written, int method)
			throws IOException {
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(method);
		entry.setTime(written.toEpochMilli());
		CRC32 crc = new CRC32();
		crc.update(content);
		entry.setCrc(crc.getValue());
		entry.setSize(content.length);
		if (method == ZipEntry.STORED) {
			entry.setCompressedSize(content.length);
		}
		zip.putNextEntry(entry);
		zip.write(content);
		zip.closeEntry();
	}

}
