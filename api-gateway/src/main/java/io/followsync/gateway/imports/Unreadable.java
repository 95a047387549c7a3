package io.followsync.gateway.imports;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;

/** Errors of an upload, with a detail that says what is wrong or what to do. */
final class Unreadable {

	private Unreadable() {
	}

	static ApiException because(String detail) {
		return new ApiException(ErrorCode.UNREADABLE_UPLOAD).detail(detail);
	}

	static ApiException neitherZipNorJson() {
		return because("A file is neither a ZIP nor JSON. Send the ZIP as Instagram delivered it, "
				+ "or its followers_1.json and following.json.");
	}

}
