package io.followsync.gateway.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of an error answer: {@code {"error": ...}} in System A's API, a problem (RFC
 * 9457) in the native one.
 */
public final class ErrorBody {

	private ErrorBody() {
	}

	/** The body of an error that has nothing more to say. */
	public static Map<String, Object> of(ErrorCode code, boolean problem) {
		return of(new ApiException(code), problem, Optional.empty());
	}

	static Map<String, Object> of(ApiException answer, boolean problem, Optional<String> trace) {
		return problem ? problem(answer, trace) : plain(answer);
	}

	private static Map<String, Object> plain(ApiException answer) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", answer.code().sentence());
		answer.fields().forEach((name, value) -> body.put(name.equals(ApiException.DETAIL) ? "message" : name, value));
		return body;
	}

	private static Map<String, Object> problem(ApiException answer, Optional<String> trace) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", answer.code().type());
		body.put("title", answer.code().sentence());
		body.put("status", answer.code().status().value());
		trace.ifPresent((id) -> body.put("traceId", id));
		body.putAll(answer.fields());
		return body;
	}

}
