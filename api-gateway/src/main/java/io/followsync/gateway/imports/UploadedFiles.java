package io.followsync.gateway.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.followsync.dataexport.ExportFileName;
import io.followsync.gateway.edge.ApiException;

/** The files received so far, and whether they make an export. */
final class UploadedFiles {

	private final Set<String> names = new HashSet<>();

	private boolean zip;

	private boolean followers;

	private boolean following;

	int count() {
		return this.names.size();
	}

	void add(FileName name, OpenFile.Kind kind) {
		if (this.zip || (kind == OpenFile.Kind.ZIP && !this.names.isEmpty())) {
			throw Unreadable.advise("Send the ZIP alone, without other files.");
		}
		if (!this.names.add(name.value())) {
			throw Unreadable.because("The file " + name.value() + " was sent twice.");
		}
		switch (kind) {
			case ZIP -> addZip(name);
			case JSON -> addJson(name);
		}
	}

	/**
	 * @param allTime whether the owner says that the export covers all time, which has no
	 * file of followers if there are none
	 */
	void requireExport(boolean allTime) {
		if (this.names.isEmpty()) {
			throw Unreadable.advise("Send the export as one or more parts named file.");
		}
		if (this.zip || (this.following && (this.followers || allTime))) {
			return;
		}
		String both = "An upload needs both lists: following.json and every followers_*.json.";
		if (this.following) {
			throw Unreadable.because(both, "If nobody follows you, the export has no followers file: "
					+ "send following.json again and say that it covers all time.");
		}
		throw Unreadable.because(both + (this.followers ? " If you follow nobody, there is nothing to compare." : ""));
	}

	private void addZip(FileName name) {
		if (name.isIgnored()) {
			throw Unreadable.because("The file " + name.value() + " is a ZIP.",
					"Send it under a name that ends in .zip.");
		}
		this.zip = true;
	}

	private static ApiException renamed(FileName name) {
		String why = name.replaced()
				? "The name of the file " + name.value()
						+ " holds a character that cannot be shown (here replaced by _)."
				: "The file " + name.value()
						+ " seems to be a part of a list, but it no longer has the name that Instagram gave it.";
		return Unreadable.because(why,
				"Give it its original name, for example following.json or followers_1.json, and send all files again.");
	}

	private void addJson(FileName name) {
		switch (name.kind()) {
			case FOLLOWERS -> this.followers = true;
			case FOLLOWING -> this.following = true;
			case OTHER_LIST -> {
			}
			case THREADS ->
				throw Unreadable.because("The file " + name.value() + " is a list of Threads and not of Instagram.",
						"Send following.json and followers_*.json of \"Followers and following\".");
			case RENAMED -> throw renamed(name);
			case HTML, NO_DATA, OTHER -> throw Unreadable.because("The file " + name.value()
					+ " is not one of the lists: they are called following.json and followers_*.json.");
		}
	}

	/**
	 * The name of an uploaded file: the last segment of the path that the client sent,
	 * cut to its last 100 characters, in lower case, with harmful characters replaced;
	 * and what a file of that path is, by the rule that the worker reads by.
	 */
	record FileName(String value, boolean replaced, ExportFileName.Kind kind) {

		private static final int MAX_LENGTH = 100;

		private static final Pattern HARMFUL = Pattern.compile("[^a-z0-9._ ()-]");

		static FileName of(String sent) {
			String base = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
			String kept = base.substring(Math.max(0, base.length() - MAX_LENGTH)).toLowerCase(Locale.ROOT);
			String safe = HARMFUL.matcher(kept).replaceAll("_");
			return new FileName(safe.isEmpty() ? "file" : safe, !safe.equals(kept), ExportFileName.of(sent).kind());
		}

		/** Whether it is a known list of the same folder that nobody needs. */
		boolean isIgnored() {
			return this.kind == ExportFileName.Kind.OTHER_LIST;
		}

	}

}
