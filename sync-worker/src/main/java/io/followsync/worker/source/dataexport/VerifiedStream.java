package io.followsync.worker.source.dataexport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/**
 * Fails at its end if the bytes are damaged: {@code ZipFile} does not check the CRC-32,
 * and for a stored entry nothing else would reveal the damage.
 */
final class VerifiedStream extends FilterInputStream {

	private final CheckedInputStream checked;

	private final long expected;

	/**
	 * @param expected CRC-32
	 */
	VerifiedStream(InputStream stream, long expected) {
		this(new CheckedInputStream(stream, new CRC32()), expected);
	}

	private VerifiedStream(CheckedInputStream checked, long expected) {
		super(checked);
		this.checked = checked;
		this.expected = expected;
	}

	@Override
	public int read() throws IOException {
		return verified(super.read());
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		return verified(super.read(bytes, offset, length));
	}

	private int verified(int read) throws ZipException {
		if (read < 0 && this.checked.getChecksum().getValue() != this.expected) {
			throw new ZipException("an entry is damaged");
		}
		return read;
	}

}
