package io.followsync.gateway.imports;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;

/** Errors of an upload, which say what is wrong and, where that helps, what to do. */
final class Unreadable {

	private static final String ADVICE = "advice";

	static ApiException because(String reason) {
		return new ApiException(ErrorCode.UNREADABLE_UPLOAD).detail(reason);
	}

	/** An error that needs no other words than what to do. */
	static ApiException advise(String advice) {
		return new ApiException(ErrorCode.UNREADABLE_UPLOAD).advise(advice);
	}

	/** The detail ends with the advice. */
	static ApiException because(String reason, String advice) {
		return because(reason + " " + advice).with(ADVICE, advice);
	}

}
