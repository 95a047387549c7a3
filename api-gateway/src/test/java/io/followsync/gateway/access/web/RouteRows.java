package io.followsync.gateway.access.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.followsync.gateway.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Who may call each operation of the OpenAPI document, and what everybody else is
 * answered. A new operation needs a row here.
 */
final class RouteRows {

	private static final String NOBODY = new UUID(0, 0).toString();

	private static final String MEMBER = "8812345";

	private static final String SECRET = "A".repeat(22);

	private final Map<String, Row> rows = new LinkedHashMap<>();

	RouteRows() {
		// System A's API, and jobs by their capability
		everybody("POST /api/analyze", 400);
		everybody("GET /api/status/{jobId}", 404);
		everybody("DELETE /api/job/{jobId}", 404);
		everybody("GET /api/queue", 200);
		everybody("GET /api/health", 200);
		everybody("GET /api/jobs/{id}/events", 404);
		everybody("GET /api/v1/jobs/{id}", 404);
		everybody("DELETE /api/v1/jobs/{id}", 404);
		everybody("GET /api/v1/jobs/{id}/events", 404);
		everybody("GET /api/v1/jobs/{id}/result", 404);
		everybody("POST /api/v1/imports", 415);
		operators("GET /api/debug/{jobId}", 404);
		operators("GET /api/jobs", 200);
		operators("POST /api/cleanup", 200);

		// Sign-ins, by their secret
		everybody("POST /api/v1/sign-ins", 400);
		everybody("GET /api/v1/sign-ins/{secret}", 404);
		everybody("DELETE /api/v1/sign-ins/{secret}", 404);
		everybody("POST /api/v1/sessions", 400);

		// What only a browser of the owner may do
		browsers("GET /api/v1/sessions", 200, 200);
		browsers("DELETE /api/v1/sessions/current", 204, 204);
		browsers("DELETE /api/v1/sessions/{session}", 204, 404);
		browsers("GET /api/v1/approvals", 200, 200);
		browsers("POST /api/v1/approvals", 400, 400);
		browsers("DELETE /api/v1/approvals/{signIn}", 404, 404);
		browsers("GET /api/v1/tokens", 200, 200);
		browsers("POST /api/v1/tokens", 400, 400);
		browsers("POST /api/v1/tokens/{token}/renewal", 200, 404);
		browsers("DELETE /api/v1/tokens/{token}", 204, 404);
		browsers("DELETE /api/v1/accounts/{account}?history=keep", 204, 404);

		// Accounts of an owner, also by tokens
		owners("GET /api/v1/me", null, 200, 200);
		owners("GET /api/v1/accounts", Scope.READ, 200, 200);
		owners("GET /api/v1/accounts/{account}", Scope.READ, 200, 404);

		// Syncs of accounts
		owners("POST /api/v1/accounts/{account}/syncs", Scope.SYNC, 202, 404);
		owners("GET /api/v1/accounts/{account}/syncs", Scope.READ, 200, 404);
		owners("GET /api/v1/accounts/{account}/syncs/{sync}", Scope.READ, 404, 404);
		owners("DELETE /api/v1/accounts/{account}/syncs/{sync}", Scope.SYNC, 404, 404);
		owners("GET /api/v1/accounts/{account}/syncs/{sync}/events", Scope.READ, 404, 404);

		// Their people and their history
		owners("GET /api/v1/accounts/{account}/relationships", Scope.READ, 200, 404);
		for (String list : List.of("events", "changes", "insights", "overview", "activities")) {
			owners("GET /api/v1/accounts/{account}/" + list, Scope.READ, 200, 404);
		}
		owners("GET /api/v1/accounts/{account}/members/{member}", Scope.READ, 404, 404);

		// Their whitelists
		owners("GET /api/v1/accounts/{account}/whitelist", Scope.READ, 200, 404);
		owners("GET /api/v1/accounts/{account}/whitelist/export", Scope.READ, 200, 404);
		owners("PUT /api/v1/accounts/{account}/whitelist/{member}", Scope.SYNC, 404, 404);
		owners("DELETE /api/v1/accounts/{account}/whitelist/{member}", Scope.SYNC, 204, 404);
		for (String change : List.of("", "/removals", "/imports")) {
			owners("POST /api/v1/accounts/{account}/whitelist" + change, Scope.SYNC, 400, 404);
		}
	}

	/** Who may call an operation. */
	enum Callers {

		EVERYBODY, OPERATORS, BROWSERS, OWNERS

	}

	/**
	 * One operation.
	 *
	 * @param path with {account}, {session} and {token} where an owner's own is meant,
	 * and a query if it needs one
	 * @param scope that a token needs; null if any will do
	 * @param status of the answer to those who may call it; an incomplete request is
	 * answered with 400, since nobody asks for its body before they are let in
	 * @param foreign status of the answer to another owner
	 */
	record Row(Callers callers, String method, String path, @Nullable Scope scope, int status, int foreign) {

		String path(String account, String session, String token) {
			return this.path.replace("{account}", account)
				.replace("{session}", session)
				.replace("{token}", token)
				.replace("{secret}", SECRET)
				.replace("{member}", MEMBER)
				.replaceAll("\\{[a-zA-Z]+}", NOBODY);
		}

	}

	/** Every row by its operation, as the document names it but for parameters. */
	Map<String, Row> byOperation() {
		return this.rows;
	}

	/** An operation without the names of its parameters and without a query. */
	static String operation(String method, String path) {
		return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[a-zA-Z]+}", "{}").replaceAll("\\?.*", "");
	}

	private void everybody(String operation, int status) {
		add(Callers.EVERYBODY, operation, null, status, status);
	}

	private void operators(String operation, int status) {
		add(Callers.OPERATORS, operation, null, status, 401);
	}

	private void browsers(String operation, int status, int foreign) {
		add(Callers.BROWSERS, operation, null, status, foreign);
	}

	private void owners(String operation, @Nullable Scope scope, int status, int foreign) {
		add(Callers.OWNERS, operation, scope, status, foreign);
	}

	private void add(Callers callers, String operation, @Nullable Scope scope, int status, int foreign) {
		String[] parts = operation.split(" ", 2);
		this.rows.put(operation(parts[0], parts[1]), new Row(callers, parts[0], parts[1], scope, status, foreign));
	}

}
