package io.followsync.gateway.imports;

import java.util.List;
import java.util.Optional;

import io.followsync.gateway.edge.ApiException;
import org.jspecify.annotations.Nullable;

/** One file while it is being uploaded. */
final class OpenFile implements AutoCloseable {

	private final int number;

	private final UploadedFiles.FileName name;

	private final Start start = new Start();

	private final GzipChunks chunks = new GzipChunks();

	private @Nullable Kind kind;

	private long size;

	private int stored;

	enum Kind {

		ZIP, JSON

	}

	OpenFile(int number, UploadedFiles.FileName name) {
		this.number = number;
		this.name = name;
	}

	/** The chunks that these bytes completed. */
	List<byte[]> write(byte[] data) {
		if (this.kind == null) {
			this.kind = this.start.feed(data).orElse(null);
		}
		this.size += data.length;
		return this.chunks.write(data);
	}

	/** The remaining chunks. */
	List<byte[]> finish() {
		return this.chunks.finish();
	}

	int number() {
		return this.number;
	}

	UploadedFiles.FileName name() {
		return this.name;
	}

	Kind kind() {
		if (this.kind == null) {
			throw Unreadable.because("The file " + this.name.value() + " is empty.");
		}
		return this.kind;
	}

	long size() {
		return this.size;
	}

	int nextChunk() {
		return this.stored++;
	}

	@Override
	public void close() {
		this.chunks.close();
	}

	/** Detects the kind of a file from its first bytes, however few arrive at a time. */
	static final class Start {

		private static final int MAX_BLANK = 1024;

		private static final String ENTRY = "PK\3\4";

		private static final String NO_ENTRY = "PK\5\6";

		private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

		private final StringBuilder head = new StringBuilder();

		/**
		 * Empty until there are enough bytes to decide.
		 * @throws ApiException for a file that is neither a ZIP nor JSON
		 */
		Optional<Kind> feed(byte[] data) {
			for (int i = 0; i < data.length && this.head.length() < MAX_BLANK; i++) {
				this.head.append((char) (data[i] & 0xff));
				Optional<Kind> kind = kindOf(this.head.toString());
				if (kind.isPresent()) {
					return kind;
				}
			}
			if (this.head.length() >= MAX_BLANK) {
				throw neitherZipNorJson();
			}
			return Optional.empty();
		}

		private static Optional<Kind> kindOf(String head) {
			if (head.equals(ENTRY)) {
				return Optional.of(Kind.ZIP);
			}
			if (head.equals(NO_ENTRY)) {
				throw Unreadable.because("The ZIP is empty.");
			}
			if (ENTRY.startsWith(head) || NO_ENTRY.startsWith(head) || BYTE_ORDER_MARK.startsWith(head)) {
				return Optional.empty();
			}
			return kindOfText(head.startsWith(BYTE_ORDER_MARK) ? head.substring(BYTE_ORDER_MARK.length()) : head);
		}

		private static Optional<Kind> kindOfText(String head) {
			String text = head.strip();
			if (text.isEmpty()) {
				return Optional.empty();
			}
			return switch (text.charAt(0)) {
				case '[', '{' -> Optional.of(Kind.JSON);
				case '<' -> throw Unreadable.because("This is the HTML form of the export.",
						"Ask Instagram for it again and choose the format JSON.");
				default -> throw neitherZipNorJson();
			};
		}

		private static ApiException neitherZipNorJson() {
			return Unreadable.because("One of the files is neither a ZIP nor JSON.",
					"Send the ZIP as Instagram sent it, or its following.json and every followers_*.json.");
		}

	}

}
