package io.followsync.worker.source.dataexport;

/**
 * An upload that is not an export, or not a complete one. The sentence tells its owner
 * what to do, and quotes nothing from the upload.
 */
final class UnreadableExport extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String sentence;

	UnreadableExport(String sentence) {
		super(sentence);
		this.sentence = sentence;
	}

	String sentence() {
		return this.sentence;
	}

}
