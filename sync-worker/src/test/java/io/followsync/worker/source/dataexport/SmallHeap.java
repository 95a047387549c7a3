package io.followsync.worker.source.dataexport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;

import org.springframework.util.unit.DataSize;

/** Reads one upload under the default bounds and says how it ended. */
final class SmallHeap {

	/** Of a worker of the local stack; the images give more. */
	static final int MEGABYTES = 192;

	/** The most that an idle worker was seen to keep alive, rounded up. */
	private static final int TAKEN = 64 * 1024 * 1024;

	private SmallHeap() {
	}

	public static void main(String[] args) {
		byte[] taken = new byte[TAKEN];
		ExportParser.Bounds bounds = new ExportParser.Bounds(DataSize.ofMegabytes(512), 100_000, 100_000,
				DataSize.ofBytes(0), Duration.ofMinutes(2), 1000, null);
		long before = used();
		try {
			Export export = new ExportParser(bounds).parse(List.of(new UploadedFile("upload.zip", Path.of(args[0]))),
					false, Exports.limit(bounds));
			long kept = used() - before;
			System.out.println("read " + export.followers().size() + " and " + export.following().size() + " keeping "
					+ kept + " bytes");
			if (kept > bounds.maxHeap().toBytes()) {
				throw new IllegalStateException("more than the budget of " + bounds.maxHeap());
			}
			System.out.println("within the budget of " + bounds.maxHeap());
		}
		catch (UnreadableExportException ex) {
			System.out.println("refused: " + ex.getMessage());
		}
		System.out.println("beside " + taken.length + " bytes");
	}

	private static long used() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
