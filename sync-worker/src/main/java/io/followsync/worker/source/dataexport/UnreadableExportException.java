package io.followsync.worker.source.dataexport;

import io.followsync.dataexport.ExportFileName;
import io.followsync.job.FailureKind;
import io.followsync.job.JobProgress.Failure;
import io.followsync.worker.source.SourceFailure.Unreadable;

/**
 * An upload that is not an export, or not a complete one. Its reason and its advice are
 * sentences for its owner, and quote nothing from the upload but names of files.
 */
final class UnreadableExportException extends RuntimeException {

	private final Unreadable failure;

	/** For a reason after which only another export helps. */
	UnreadableExportException(String reason) {
		super(reason);
		this.failure = new Unreadable(new Failure(FailureKind.UNREADABLE_EXPORT, reason));
	}

	UnreadableExportException(String reason, String advice) {
		super(reason + " " + advice);
		this.failure = new Unreadable(new Failure(FailureKind.UNREADABLE_EXPORT, reason, advice));
	}

	static UnreadableExportException brokenZip() {
		return new UnreadableExportException("The ZIP file is broken, or protected by a password.",
				"Download the export again and upload it unchanged.");
	}

	static UnreadableExportException tooManyFiles() {
		return tooLarge("The ZIP file holds too many files.");
	}

	static UnreadableExportException tooLarge(String reason) {
		return new UnreadableExportException(reason,
				"Ask Instagram for an export of \"Followers and following\" only.");
	}

	static UnreadableExportException unknownShape(String reason) {
		return new UnreadableExportException(reason, "Ask Instagram for a new export in the format JSON.");
	}

	static UnreadableExportException threadsLists() {
		return new UnreadableExportException("These are the lists of Threads and not those of Instagram.",
				"Ask Instagram for an export of \"Followers and following\".");
	}

	static UnreadableExportException renamedFile(ExportFileName file) {
		String shown = file.name().replaceAll("[^\\w ().-]", "_");
		String why = shown.equals(file.name())
				? "The file " + shown
						+ " seems to be a part of a list, but it no longer has the name that Instagram gave it."
				: "The name of the file " + shown
						+ " holds a character that cannot be shown (here replaced by _) and is not the name that "
						+ "Instagram gave it.";
		return new UnreadableExportException(why,
				"Upload the ZIP as Instagram sent it, or give the file its original name.");
	}

	Unreadable failure() {
		return this.failure;
	}

}
