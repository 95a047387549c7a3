package io.followsync.gateway.imports;

import java.util.HashSet;
import java.util.Set;

/** The files received so far, and whether they make an export. */
final class UploadedFiles {

	private final Set<String> names = new HashSet<>();

	private boolean zip;

	private boolean followers;

	private boolean following;

	int count() {
		return this.names.size();
	}

	void add(FileName name, FileStart.Kind kind) {
		if (this.zip || (kind == FileStart.Kind.ZIP && !this.names.isEmpty())) {
			throw Unreadable.because("A ZIP is an export by itself; send it alone.");
		}
		if (!this.names.add(name.value())) {
			throw Unreadable.because("The file " + name.value() + " was sent twice.");
		}
		switch (kind) {
			case ZIP -> this.zip = true;
			case JSON -> addJson(name);
		}
	}

	void requireExport() {
		if (this.names.isEmpty()) {
			throw Unreadable.because("Send the export as one or more parts named file.");
		}
		if (!this.zip && !(this.followers && this.following)) {
			throw Unreadable.because("It takes both lists: following.json and every followers_*.json.");
		}
	}

	private void addJson(FileName name) {
		if (!name.namesFollowers() && !name.namesFollowing()) {
			throw Unreadable.because("The file " + name.value() + " is not one of the lists: "
					+ "they are called following.json and followers_*.json.");
		}
		this.followers |= name.namesFollowers();
		this.following |= name.namesFollowing();
	}

}
