package io.followsync.gateway.imports;

import java.util.Locale;
import java.util.regex.Pattern;

import io.followsync.dataexport.ExportFileName;

/**
 * The name of an uploaded file: the last segment of the path that the client sent, cut to
 * its last 100 characters, in lower case, with harmful characters replaced; and what a
 * file of that path is, by the rule that the worker reads by.
 *
 * @param replaced whether a character was replaced
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
